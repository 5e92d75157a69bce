package io.meanfield.worker.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestSchedule {
  private static final double EXACT = 1e-12;

  @Test
  void warmUpGrowsLinearlyToTheFullRate() {
    Schedule schedule = new Schedule.Constant(4);
    for (int step = 0; step < 4; step++) {
      assertEquals((step + 1) / 5.0, schedule.factor(step, 100), EXACT);
    }
    assertEquals(1, schedule.factor(4, 100), EXACT);
  }

  @Test
  void stepMultipliesOncePerPeriod() {
    Schedule schedule = new Schedule.Step(0, 10, 0.5);
    assertEquals(1, schedule.factor(9, 100), EXACT);
    assertEquals(0.5, schedule.factor(10, 100), EXACT);
    assertEquals(0.125, schedule.factor(39, 100), EXACT);
  }

  @Test
  void cosineFallsFromOneToItsFinalFactorAtTheLastStep() {
    Schedule schedule = new Schedule.Cosine(10, 0.1);
    assertEquals(1, schedule.factor(10, 111), EXACT);
    assertEquals(0.55, schedule.factor(60, 111), EXACT);
    assertEquals(0.1, schedule.factor(110, 111), EXACT);
    for (int step = 11; step < 111; step++) {
      assertTrue(schedule.factor(step, 111) < schedule.factor(step - 1, 111));
    }
  }
}
