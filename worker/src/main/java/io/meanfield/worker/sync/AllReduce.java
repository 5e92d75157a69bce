package io.meanfield.worker.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.worker.sync.wire.F32;
import io.meanfield.worker.sync.wire.WireFormat;

/**
 * Exact synchronous training: every step averages the gradients of all replicas, which are the
 * micro-batches of one global batch, and makes one update. The optimizer's state is sharded among
 * the owners of slices (ZeRO stage 1, Rajbhandari et al. 2019).
 *
 * @param stepsPerRound steps between two commits by the driver
 * @param bucketKib the longest content of a message, in KiB; where there is error feedback,
 *     messages have whole slices
 * @param recovery what a lost executor costs; with error feedback always the round
 * @param wire how gradients travel: in full, or each replica's by itself in fewer bytes. Either way
 *     they are summed in 32 bits.
 */
public record AllReduce(
    @JsonProperty(defaultValue = "200") int stepsPerRound,
    @JsonProperty(defaultValue = "256") int bucketKib,
    @JsonProperty(defaultValue = "step") Recovery recovery,
    @JsonProperty(defaultValue = "{format: f32}")
        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Unsaid.class)
        WireFormat wire)
    implements SyncStrategy {
  /** As a configuration has it that says nothing else. */
  public static final AllReduce USUAL = new AllReduce(200, 256, Recovery.STEP, new F32());

  private static final int MAX_BUCKET_KIB = 1 << 16;

  public AllReduce {
    if (stepsPerRound < 1) {
      throw new IllegalArgumentException(
          "expected steps-per-round to be at least 1, found " + stepsPerRound);
    }
    if (bucketKib < 1 || bucketKib > MAX_BUCKET_KIB) {
      throw new IllegalArgumentException(
          "expected bucket-kib from 1 to %d, found %d".formatted(MAX_BUCKET_KIB, bucketKib));
    }
  }

  /** From where a round goes on when an executor is lost. */
  public enum Recovery {
    /** The step in flight: what a rank owns is kept by another executor's rank too. */
    STEP,
    /** The beginning of the round. */
    ROUND
  }

  /**
   * Whether a lost executor costs a step alone. The residual of a replica is with one rank only, so
   * with error feedback it costs the round in any case.
   */
  public boolean recoversSteps() {
    return recovery == Recovery.STEP && !wire.hasErrorFeedback();
  }

  /** Whether what replicas compute is rounded before it is summed. */
  public boolean rounds() {
    return !wire.equals(new F32());
  }

  /** The longest content of a message, in parameters. */
  public int bucketLength() {
    return bucketKib * 1024 / Float.BYTES;
  }
}
