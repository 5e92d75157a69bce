package io.meanfield.driver.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.worker.protocol.Padding;
import io.meanfield.worker.protocol.Phase;
import io.meanfield.worker.protocol.PhaseTimes;
import io.meanfield.worker.protocol.ReplicaReport;
import io.meanfield.worker.protocol.RoundSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestRoundMeter {
  private static final double NEAR = 1e-9;

  private final RoundMeter meter = new RoundMeter();

  @Test
  void theFirstRoundsDoNotCountAndOfTheOthersTheMedianDoes() {
    for (int round = 0; round < 5; round++) {
      add(4, 10_000, 5_000, 2);
    }
    for (int wall : new int[] {150, 160, 900, 140, 170}) {
      assertFalse(meter.isDone());
      add(4, wall, 100, 2);
    }
    assertTrue(meter.isDone());
    assertEquals(0.025, meter.stepSeconds(), NEAR);
    assertEquals(0.06, meter.otherSeconds(), NEAR);
  }

  @Test
  void replicasThatTakeTurnsAddUp() {
    for (int round = 0; round < 10; round++) {
      add(4, 260, 100, 1);
    }
    assertEquals(0.05, meter.stepSeconds(), NEAR);
    assertEquals(0.06, meter.otherSeconds(), NEAR);
  }

  @Test
  void shorterRoundsAreMeasuredByTheirOwnSteps() {
    for (int round = 0; round < 10; round++) {
      add(round % 2 + 1, 100 * (round % 2 + 1) + 60, 100 * (round % 2 + 1), 2);
    }
    assertEquals(0.1, meter.stepSeconds(), NEAR);
    assertEquals(0.06, meter.otherSeconds(), NEAR);
  }

  @Test
  void whatALatestRoundTookBesideItsStepsIsToldInSteps() {
    add(4, 300, 100, 2);
    assertEquals(8, meter.otherBySteps(), NEAR);
    add(4, 150, 100, 2);
    assertEquals(2, meter.otherBySteps(), NEAR);
    add(4, 300, 100, 1);
    assertEquals(2, meter.otherBySteps(), NEAR, "two replicas take turns");
  }

  /** A round of two replicas, the slower one of which took so long. */
  private void add(int numSteps, long wallMillis, long slowerMillis, int numSlots) {
    List<ReplicaReport> reports = List.of(report(0, slowerMillis / 2), report(1, slowerMillis));
    meter.add(
        RoundSpec.ofSteps(0, 0, 0, numSteps),
        new Committed(null, reports, Optional.empty(), wallMillis * 1_000_000),
        numSlots);
  }

  private static ReplicaReport report(int replica, long millis) {
    PhaseTimes times = PhaseTimes.of(Phase.COMPUTE, millis * 1_000_000);
    return new ReplicaReport(replica, 8, 1, "kernels", times, Padding.NONE);
  }
}
