package io.meanfield.driver.spark;

import io.meanfield.worker.protocol.PhaseTimes;
import io.meanfield.worker.protocol.ReplicaReport;
import io.meanfield.worker.protocol.RoundSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Times of a run's first rounds. The very first are not looked at: classes are loaded, code
 * compiled and networks built in them. Used by one thread.
 */
final class RoundMeter {
  private static final int NUM_WARM_UP = 5;
  private static final int NUM_MEASURED = 5;
  private static final double NANOS = 1e9;

  private final List<Sample> samples = new ArrayList<>();
  private int numSeen;
  private double otherBySteps; // of the latest: what went by beside steps, in step times

  /** Of one round: its steps' time, each of all replicas, and what went by beside them. */
  private record Sample(double stepSeconds, double otherSeconds) {}

  /**
   * Takes a committed round.
   *
   * @param numSlots of the cluster: with fewer than replicas, these take turns
   */
  void add(RoundSpec round, Committed committed, int numSlots) {
    numSeen++;
    if (round.numSteps() == 0) {
      return;
    }
    int numReplicas = committed.reports().size();
    int numTurns = (numReplicas + numSlots - 1) / numSlots;
    double slowest =
        numTurns
            * committed.reports().stream()
                .map(ReplicaReport::times)
                .mapToLong(PhaseTimes::totalNanos)
                .max()
                .orElseThrow()
            / NANOS;
    double other = Math.max(0, committed.wallNanos() / NANOS - slowest);
    otherBySteps = other / slowest * round.numSteps();
    if (numSeen > NUM_WARM_UP) {
      samples.add(new Sample(slowest / round.numSteps(), other));
    }
  }

  /** How many steps take as long as what the latest round took beside its own. */
  double otherBySteps() {
    return otherBySteps;
  }

  boolean isDone() {
    return samples.size() >= NUM_MEASURED;
  }

  /** What a step of all replicas takes, by the median. */
  double stepSeconds() {
    return median(samples.stream().mapToDouble(Sample::stepSeconds).toArray());
  }

  /** What a round takes beside its steps, by the median. */
  double otherSeconds() {
    return median(samples.stream().mapToDouble(Sample::otherSeconds).toArray());
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
