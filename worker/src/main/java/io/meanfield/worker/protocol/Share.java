package io.meanfield.worker.protocol;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * One replica's part of some steps of an epoch: a batch a step.
 *
 * @param replica whose batches they are by the plan, whoever trains on them
 * @param firstStep within the epoch, from 0
 */
public record Share(int replica, long firstStep, int numSteps) implements Serializable {
  public Share {
    if (replica < 0 || firstStep < 0 || numSteps < 1) {
      throw new IllegalArgumentException(
          "expected a replica, a first step from 0 and at least one step, found %d, %d and %d"
              .formatted(replica, firstStep, numSteps));
    }
  }

  public static long numBatches(List<Share> shares) {
    return shares.stream().mapToLong(Share::numSteps).sum();
  }

  /**
   * The batches from (inclusive) to (exclusive), where those of all shares are counted in order.
   */
  public static List<Share> piece(List<Share> shares, long from, long to) {
    List<Share> piece = new ArrayList<>();
    long start = 0;
    for (Share share : shares) {
      long low = Math.max(from, start) - start;
      long high = Math.min(to, start + share.numSteps()) - start;
      if (low < high) {
        piece.add(new Share(share.replica(), share.firstStep() + low, (int) (high - low)));
      }
      start += share.numSteps();
    }
    return List.copyOf(piece);
  }
}
