package io.meanfield.driver.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.driver.evaluate.EarlyStopping.Best;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestEarlyStopping {
  private static final EarlyStopping STOPPING = new EarlyStopping(MetricName.LOSS, 2, 0.125);

  @Test
  void theBestIsRememberedWithItsRound() {
    assertEquals(new Best(0.5, 8, 0), after(1, 0.75, 0.5));
    assertEquals(new Best(0.5, 8, 2), after(1, 0.75, 0.5, 0.5, 0.625));
  }

  @Test
  void tooSmallAnImprovementCountsAsNone() {
    assertEquals(new Best(0.5, 0, 1), after(0.5, 0.375));
  }

  @Test
  void theRunStopsWhenPatienceIsUsedUp() {
    assertFalse(STOPPING.shouldStop(after(0.5, 0.5)));
    assertTrue(STOPPING.shouldStop(after(0.5, 0.5, 0.5)));
    assertFalse(STOPPING.shouldStop(after(0.5, 0.5, 0.25, 0.5)));
  }

  @Test
  void evaluationsThatGiveNoNumberUseUpPatience() {
    assertFalse(STOPPING.shouldStop(after(Double.NaN)));
    assertTrue(STOPPING.shouldStop(after(Double.NaN, Double.NaN)));
    assertEquals(new Best(0.5, 4, 0), after(Double.NaN, 0.5));
  }

  @Test
  void senselessSettingsAreRefused() {
    assertEquals(
        "expected a patience of at least 1, found 0",
        assertThrows(IllegalArgumentException.class, () -> new EarlyStopping(MetricName.LOSS, 0, 0))
            .getMessage());
    assertEquals(
        "expected a min-improvement of at least 0, found NaN",
        assertThrows(
                IllegalArgumentException.class,
                () -> new EarlyStopping(MetricName.LOSS, 1, Double.NaN))
            .getMessage());
  }

  /** The best after these values, evaluated every fourth round from round 0. */
  private static Best after(double... values) {
    Best best = Best.none();
    for (int i = 0; i < values.length; i++) {
      best = STOPPING.update(best, 4L * i, values[i]);
    }
    return best;
  }
}
