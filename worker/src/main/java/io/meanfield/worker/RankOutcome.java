package io.meanfield.worker;

import io.meanfield.worker.protocol.ReplicaReport;
import io.meanfield.worker.protocol.ReplicaState;
import io.meanfield.worker.protocol.Resumption;
import io.meanfield.worker.protocol.SliceState;
import java.util.List;

/**
 * What a rank makes of a round.
 *
 * @param slices that it owns, in order
 * @param copies of slices that other ranks own
 * @param replicas of this rank, in order; none where ranks share one state
 * @param reports one a replica, or one of the rank for all of them
 */
public record RankOutcome(
    List<SliceState> slices,
    List<SliceState> copies,
    List<ReplicaState> replicas,
    List<ReplicaReport> reports,
    Resumption resumption) {}
