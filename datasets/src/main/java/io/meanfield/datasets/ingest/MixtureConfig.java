package io.meanfield.datasets.ingest;

import io.meanfield.datasets.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A data set that consists of others, which training mixes by weight. It refers to their shards and
 * copies none.
 *
 * @param shards folder the data set is published to
 * @param mix the others, at least two
 */
public record MixtureConfig(String shards, List<Member> mix) implements DatasetConfig {

  /**
   * One of the data sets that are mixed.
   *
   * @param shards folder it was published to
   * @param weight its share of the examples of training, among the weights of all; if no weight is
   *     given at all, its number of examples
   */
  public record Member(String shards, Optional<Double> weight) {
    public Member {
      requireFolder(shards);
      if (weight.isPresent() && !(weight.get() > 0 && Double.isFinite(weight.get()))) {
        throw new IllegalArgumentException(
            "expected a weight above 0, found %s: correct it, or leave the data set out"
                .formatted(weight.get()));
      }
    }
  }

  public MixtureConfig {
    requireFolder(shards);
    mix = List.copyOf(mix);
    if (mix.size() < 2) {
      throw new IllegalArgumentException(
          "expected at least two data sets to mix, found %d: add one, or train on it alone"
              .formatted(mix.size()));
    }
    Set<String> folders = new HashSet<>(Set.of(shards));
    for (Member member : mix) {
      if (!folders.add(member.shards())) {
        throw new IllegalArgumentException(
            "expected folders that differ, of the mixture and each data set in it, found %s twice"
                .formatted(member.shards()));
      }
    }
    long numWeights = mix.stream().filter(member -> member.weight().isPresent()).count();
    if (numWeights > 0 && numWeights < mix.size()) {
      throw new IllegalArgumentException(
          "expected a weight of each data set in mix, or of none to weigh them by their examples, found %d of %d"
              .formatted(numWeights, mix.size()));
    }
    Weights.whole(mix.stream().flatMap(member -> member.weight().stream()).toList());
  }

  private static void requireFolder(String shards) {
    if (shards.isBlank()) {
      throw new IllegalArgumentException("expected a folder of shards, found an empty text");
    }
  }

  @Override
  public String fingerprint() {
    return Json.sha256(new MixtureConfig("-", mix));
  }
}
