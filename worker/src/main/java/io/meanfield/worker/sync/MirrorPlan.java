package io.meanfield.worker.sync;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Who keeps a second copy of what a rank owns: a rank of another process, the same distance further
 * on for as many as can be, so that copies are spread.
 */
public final class MirrorPlan {
  private final List<String> processes;
  private final List<OptionalInt> mirrors;

  /**
   * @param processes in which ranks run, by rank
   */
  public MirrorPlan(List<String> processes) {
    this.processes = List.copyOf(processes);
    int distance = distance();
    this.mirrors = ranks().mapToObj(rank -> apartFrom(rank, distance)).toList();
  }

  /** The rank that mirrors a rank; none if all run in one process. */
  public OptionalInt mirrorOf(int rank) {
    return mirrors.get(rank);
  }

  /**
   * Whether every rank owns or mirrors everything, as two do that mirror each other. Then gradients
   * alone have to travel, which are no more bytes than without mirrors.
   */
  public boolean everyoneHoldsAll() {
    return processes.size() == 2 && mirrorOf(0).isPresent();
  }

  /** The ranks that a rank mirrors, in order. */
  public List<Integer> mirroredBy(int rank) {
    return ranks()
        .filter(other -> mirrors.get(other).equals(OptionalInt.of(rank)))
        .boxed()
        .toList();
  }

  private OptionalInt apartFrom(int rank, int distance) {
    return ranks()
        .map(i -> (rank + distance + i) % processes.size())
        .filter(other -> areApart(rank, other))
        .findFirst();
  }

  /** The shortest at which the most ranks find another process. */
  private int distance() {
    int best = 1;
    for (int distance = 2; distance < processes.size(); distance++) {
      if (numApart(distance) > numApart(best)) {
        best = distance;
      }
    }
    return best;
  }

  private long numApart(int distance) {
    return ranks().filter(rank -> areApart(rank, (rank + distance) % processes.size())).count();
  }

  private boolean areApart(int rank, int other) {
    return !processes.get(rank).equals(processes.get(other));
  }

  private IntStream ranks() {
    return IntStream.range(0, processes.size());
  }
}
