package io.meanfield.driver.spark;

import io.meanfield.worker.protocol.Padding;
import io.meanfield.worker.protocol.Phase;
import io.meanfield.worker.protocol.PhaseTimes;
import io.meanfield.worker.protocol.ReplicaReport;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a committed round gave.
 *
 * @param parameters that the next round starts from
 * @param reports one a replica, or in exact training one a rank, in order
 * @param recovery from a loss, if there was one that Spark did not make good by itself
 * @param wallNanos from the start of the round to its commit
 */
public record Committed(
    Parameters parameters,
    List<ReplicaReport> reports,
    Optional<Recovery> recovery,
    long wallNanos) {

  public long numExamples() {
    return reports.stream().mapToLong(ReplicaReport::numExamples).sum();
  }

  public Padding padding() {
    return reports.stream().map(ReplicaReport::padding).reduce(Padding.NONE, Padding::plus);
  }

  /** The kernels it was computed with, sorted; one unless machines differ. */
  public List<String> kernels() {
    return reports.stream().map(ReplicaReport::kernels).distinct().sorted().toList();
  }

  /** Mean training loss over the examples of the round. */
  public double loss() {
    return reports.stream().mapToDouble(ReplicaReport::lossSum).sum() / numExamples();
  }

  /** Where the round's time went: the slowest report's phases, and the rest for the averaging. */
  public PhaseTimes times() {
    PhaseTimes slowest =
        reports.stream()
            .map(ReplicaReport::times)
            .max(Comparator.comparingLong(PhaseTimes::totalNanos))
            .orElseThrow();
    return slowest.plus(Phase.REDUCE, Math.max(0, wallNanos - slowest.totalNanos()));
  }
}
