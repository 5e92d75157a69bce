package io.meanfield.worker.protocol;

/**
 * What a replica makes of a round.
 *
 * @param state for its next round
 */
public record ReplicaOutcome(ReplicaState state, ReplicaDelta delta) {}
