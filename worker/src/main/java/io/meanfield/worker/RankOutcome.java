package io.meanfield.worker;

import io.meanfield.worker.protocol.ReplicaReport;
import io.meanfield.worker.protocol.Resumption;
import io.meanfield.worker.protocol.SliceState;
import java.util.List;

/**
 * What a rank makes of an exact round.
 *
 * @param slices that it owns, in order
 * @param copies of slices that other ranks own
 */
public record RankOutcome(
    List<SliceState> slices,
    List<SliceState> copies,
    ReplicaReport report,
    Resumption resumption) {}
