package io.meanfield.worker;

import io.meanfield.worker.protocol.ReplicaReport;
import io.meanfield.worker.protocol.Resumption;
import java.util.List;

/**
 * What a rank tells of a round beside what it keeps of it.
 *
 * @param reports one a replica, or one of the rank for all of them
 */
public record RankOutcome(List<ReplicaReport> reports, Resumption resumption) {
  public RankOutcome {
    reports = List.copyOf(reports);
  }
}
