package io.meanfield.worker.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestTargetTally {

  @Test
  void errorsAndDeviationsAreSummedByTarget() {
    TargetTally tally = TargetTally.empty(2);
    tally.add(new float[] {1, 10, 4, 20, 7, 33}, new float[] {1, 10, 2, 20, 6, 30});
    assertEquals(3, tally.examples());
    assertEquals(5, tally.squaredErrorSum(0), 1e-12);
    assertEquals(3, tally.absoluteErrorSum(0), 1e-12);
    assertEquals(14, tally.squaredDeviationSum(0), 1e-12);
    assertEquals(9, tally.squaredErrorSum(1), 1e-12);
    assertEquals(200, tally.squaredDeviationSum(1), 1e-12);
    assertEquals(7, tally.lossSum(), 1e-12);
  }

  @Test
  void deviationsSurviveALargeMean() {
    TargetTally tally = TargetTally.empty(1);
    tally.add(new float[4], new float[] {1.6e7f, 1.6e7f + 1, 1.6e7f, 1.6e7f + 1});
    assertEquals(1, tally.squaredDeviationSum(0), 1e-6);
  }
}
