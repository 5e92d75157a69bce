package io.meanfield.datasets.describe;

import io.meanfield.datasets.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Counts examples of the same features, in any order. Its memory grows with the number of different
 * features. Used by one thread.
 */
public final class RepeatCounter {
  private final ShardList shards;
  private final Map<Key, Group> groups = new HashMap<>();

  private record Key(long high, long low) {}

  public RepeatCounter(ShardList shards) {
    this.shards = shards;
  }

  public void add(Fingerprint example) {
    groups
        .computeIfAbsent(new Key(example.high(), example.low()), key -> new Group())
        .add(shards.parts().get(example.place().shard()), example);
  }

  public Repeats finish() {
    List<Group> several = new ArrayList<>(groups.values());
    several.removeIf(group -> group.size() == 1);
    return new Repeats(
        finding(several, Group::duplicates),
        finding(several, Group::conflicts),
        finding(several, group -> group.leak(Part.TRAIN, Part.VALIDATION)),
        finding(several, group -> group.leak(Part.TRAIN, Part.TEST)),
        finding(several, group -> group.leak(Part.VALIDATION, Part.TEST)));
  }

  private static Finding finding(List<Group> groups, Function<Group, Optional<Finding>> look) {
    long numFeatures = 0;
    long numExamples = 0;
    List<Repeat> repeats = new ArrayList<>();
    for (Group group : groups) {
      Optional<Finding> found = look.apply(group);
      if (found.isPresent()) {
        numFeatures++;
        numExamples += found.get().numExamples();
        repeats.addAll(found.get().first());
      }
    }
    return Finding.NONE.and(new Finding(numFeatures, numExamples, repeats));
  }

  /** The examples of the same features: few numbers, however many they are. */
  private static final class Group {
    private final long[] counts = new long[Part.values().length];
    private final Place[] first = new Place[counts.length];
    private final Place[] last = new Place[counts.length];
    private long minLabel = Long.MAX_VALUE;
    private long maxLabel = Long.MIN_VALUE;
    private Place ofMinLabel; // the first one
    private Place ofMaxLabel; // likewise

    void add(Part part, Fingerprint example) {
      int p = part.ordinal();
      counts[p]++;
      first[p] = Place.earlier(first[p], example.place());
      last[p] = Place.later(last[p], example.place());
      if (example.label() <= minLabel) {
        ofMinLabel = Place.earlier(example.label() < minLabel ? null : ofMinLabel, example.place());
        minLabel = example.label();
      }
      if (example.label() >= maxLabel) {
        ofMaxLabel = Place.earlier(example.label() > maxLabel ? null : ofMaxLabel, example.place());
        maxLabel = example.label();
      }
    }

    long size() {
      long size = 0;
      for (long count : counts) {
        size += count;
      }
      return size;
    }

    Optional<Finding> duplicates() {
      long numRepeats = 0;
      Repeat shown = null;
      for (int p = 0; p < counts.length; p++) {
        numRepeats += Math.max(0, counts[p] - 1);
        if (counts[p] > 1 && shown == null) {
          shown = new Repeat(first[p], last[p], size());
        }
      }
      return shown == null ? Optional.empty() : one(numRepeats, shown);
    }

    Optional<Finding> conflicts() {
      if (minLabel == maxLabel) {
        return Optional.empty();
      }
      Place earlier = Place.earlier(ofMinLabel, ofMaxLabel);
      Place later = Place.later(ofMinLabel, ofMaxLabel);
      return one(size(), new Repeat(earlier, later, size()));
    }

    Optional<Finding> leak(Part from, Part to) {
      int a = from.ordinal();
      int b = to.ordinal();
      return counts[a] == 0 || counts[b] == 0
          ? Optional.empty()
          : one(counts[b], new Repeat(first[a], first[b], size()));
    }

    private static Optional<Finding> one(long numExamples, Repeat shown) {
      return Optional.of(new Finding(1, numExamples, List.of(shown)));
    }
  }
}
