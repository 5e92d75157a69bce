package io.meanfield.worker.spark;

import io.meanfield.worker.protocol.ReplicaReport;
import io.meanfield.worker.protocol.Resumption;
import java.io.Serializable;
import java.util.List;

/**
 * What a rank tells the driver at the end of a round.
 *
 * @param executor where it ran, in Spark's words
 * @param address where its process listens
 * @param reports its own; none if the round failed
 * @param resumption how it got going; null if the round failed
 * @param failure why it failed, if it was because of this rank; else null
 */
public record RankResult(
    String executor,
    PeerAddress address,
    List<ReplicaReport> reports,
    Resumption resumption,
    RuntimeException failure)
    implements Serializable {
  public RankResult {
    reports = List.copyOf(reports);
  }
}
