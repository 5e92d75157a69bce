package io.meanfield.worker.protocol;

import io.meanfield.worker.sync.Contribution;
import java.io.Serializable;

/**
 * What a replica makes of a round.
 *
 * @param state for its next round
 * @param contribution parameters at the start of the round minus those at its end
 */
public record ReplicaOutcome(ReplicaState state, Contribution contribution, ReplicaReport report)
    implements Serializable {}
