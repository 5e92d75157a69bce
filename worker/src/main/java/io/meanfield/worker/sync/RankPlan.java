package io.meanfield.worker.sync;

/**
 * Which replicas, and which slices, belong to which rank: contiguous pieces of almost equal size.
 *
 * @param numReplicas as many as there are slices
 */
public record RankPlan(int numReplicas, int numRanks) implements java.io.Serializable {
  public RankPlan {
    if (numRanks < 1 || numReplicas < numRanks) {
      throw new IllegalArgumentException(
          "expected from 1 to %d ranks, found %d".formatted(numReplicas, numRanks));
    }
  }

  /** The first replica of a rank. */
  public int from(int rank) {
    return (int) ((long) numReplicas * rank / numRanks);
  }

  /** The end of a rank's replicas. */
  public int to(int rank) {
    return from(rank + 1);
  }

  /** Who has a replica, or the slice of the same number. */
  public int rankOf(int replica) {
    return (int) (((replica + 1L) * numRanks - 1) / numReplicas);
  }
}
