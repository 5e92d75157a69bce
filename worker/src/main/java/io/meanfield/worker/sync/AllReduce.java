package io.meanfield.worker.sync;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Exact synchronous training: every step averages the gradients of all replicas, which are the
 * micro-batches of one global batch, and makes one update. The optimizer's state is sharded among
 * the owners of slices (ZeRO stage 1, Rajbhandari et al. 2019).
 *
 * @param stepsPerRound steps between two commits: what a lost executor costs at most
 */
public record AllReduce(@JsonProperty(defaultValue = "200") int stepsPerRound)
    implements SyncStrategy {
  /** As a configuration has it that says nothing else. */
  public static final AllReduce USUAL = new AllReduce(200);

  public AllReduce {
    if (stepsPerRound < 1) {
      throw new IllegalArgumentException(
          "expected steps-per-round to be at least 1, found " + stepsPerRound);
    }
  }
}
