package io.meanfield.worker;

import io.meanfield.worker.collective.Content;
import io.meanfield.worker.collective.Parcel;
import io.meanfield.worker.collective.Peers;
import io.meanfield.worker.collective.Topic;
import io.meanfield.worker.sync.BucketPlan;
import io.meanfield.worker.sync.MirrorPlan;
import io.meanfield.worker.sync.Stretch;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Brings all ranks to the newest step that the survivors of an earlier attempt know together, from
 * memory to memory. Every rank decides the same from the same messages. Used by one thread.
 */
final class Handover {
  private final Peers peers;
  private final BucketPlan buckets;
  private final MirrorPlan mirrors;
  private final List<Holding> here;

  /**
   * @param here all that is held in this rank's process
   */
  Handover(Peers peers, BucketPlan buckets, MirrorPlan mirrors, List<Holding> here) {
    this.peers = peers;
    this.buckets = buckets;
    this.mirrors = mirrors;
    this.here = here;
  }

  /**
   * Who gives what.
   *
   * @param step how many steps of the run are done
   * @param givers a rank by slice
   */
  record Plan(long step, Map<Integer, Integer> givers) {}

  /**
   * Asks everyone what there is.
   *
   * @param first what is held of fewer steps of the run is of no use
   * @param last nor is what is held of more
   * @return none if there is no step of which all slices are held
   */
  Optional<Plan> plan(long first, long last) {
    long[] mine = held();
    for (int rank = 0; rank < peers.numRanks(); rank++) {
      peers.send(rank, Topic.holdings(), mine, Content.NONE);
    }
    TreeMap<Long, Map<Integer, Integer>> givers = new TreeMap<>();
    for (int rank = 0; rank < peers.numRanks(); rank++) {
      long[] theirs = peers.receive(rank, Topic.holdings()).numbers();
      for (int i = 0; i < theirs.length; i += 2) {
        givers.computeIfAbsent(theirs[i], step -> new TreeMap<>()).put((int) theirs[i + 1], rank);
      }
    }
    return givers.subMap(first, true, last, true).descendingMap().entrySet().stream()
        .filter(known -> known.getValue().size() == buckets.slices().numSlices())
        .map(known -> new Plan(known.getKey(), known.getValue()))
        .findFirst();
  }

  /** Pairs of a step and a slice. */
  private long[] held() {
    List<Long> pairs = new ArrayList<>();
    for (Holding holding : here) {
      for (Version version : holding.versions()) {
        for (int slice : holding.slices()) {
          pairs.add(version.step());
          pairs.add((long) slice);
        }
      }
    }
    return pairs.stream().mapToLong(Long::longValue).toArray();
  }

  /**
   * Gives and takes.
   *
   * @param parameters all are set
   * @param needed what this rank is to own and to mirror, whose newest state is set
   */
  void run(Plan plan, FloatBuffer parameters, List<Holding> needed) {
    plan.givers()
        .forEach(
            (slice, giver) -> {
              if (giver == peers.rank()) {
                give(slice, plan.step());
              }
            });
    plan.givers().forEach((slice, giver) -> take(slice, giver, parameters, needed));
  }

  private void give(int slice, long step) {
    Holding holding = holding(slice, step);
    Version version = holding.after(step).orElseThrow();
    for (int vector = 0; vector < version.numVectors(); vector++) {
      for (Stretch piece : buckets.cut(holding.stretch(slice))) {
        Topic topic = Topic.state(step, piece.from(), vector);
        FloatBuffer values =
            FloatBuffer.wrap(version.vector(vector), holding.index(piece), piece.length());
        for (int rank : takers(slice, vector)) {
          peers.send(rank, topic, version.counts().numbers(), Content.of(values));
        }
      }
    }
  }

  private Holding holding(int slice, long step) {
    return here.stream()
        .filter(holding -> holding.slices().contains(slice) && holding.after(step).isPresent())
        .findFirst()
        .orElseThrow();
  }

  /** Everyone needs the parameters, and only an owner and its mirror the optimizer's vectors. */
  private List<Integer> takers(int slice, int vector) {
    if (vector == 0) {
      return IntStream.range(0, peers.numRanks()).boxed().toList();
    }
    int owner = buckets.ownerOf(slice);
    return IntStream.concat(IntStream.of(owner), mirrors.mirrorOf(owner).stream()).boxed().toList();
  }

  private void take(int slice, int giver, FloatBuffer parameters, List<Holding> needed) {
    List<Holding> own = needed.stream().filter(h -> h.slices().contains(slice)).toList();
    int numVectors = own.isEmpty() ? 1 : own.get(0).newest().numVectors();
    long step = needed.get(0).newest().step();
    for (int vector = 0; vector < numVectors; vector++) {
      for (Stretch piece : buckets.cut(buckets.slices().stretch(slice))) {
        try (Parcel parcel = peers.receive(giver, Topic.state(step, piece.from(), vector))) {
          FloatBuffer values = parcel.bytes().asFloatBuffer();
          if (vector == 0) {
            parameters.put(piece.from(), values, 0, piece.length());
          }
          for (Holding holding : own) {
            values.get(0, holding.newest().vector(vector), holding.index(piece), piece.length());
            holding.count(Counts.of(parcel.numbers()));
          }
        }
      }
    }
  }
}
