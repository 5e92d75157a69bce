package io.meanfield.driver.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.worker.protocol.Tally;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestMetricName {

  @Test
  void everyMetricIsFoundByItsLabel() {
    for (MetricName name : MetricName.values()) {
      assertEquals(name, MetricName.of(name.label()));
    }
  }

  @Test
  void anUnknownMetricIsAnsweredWithTheKnownOnes() {
    assertEquals(
        "expected a metric (one of accuracy, subset-accuracy, macro-precision, macro-recall,"
            + " macro-f1, micro-f1, mse, rmse, mae, r2, perplexity, loss), found acuracy",
        assertThrows(IllegalArgumentException.class, () -> MetricName.of("acuracy")).getMessage());
  }

  @Test
  void aMetricOfAnotherTaskIsAnsweredWithThoseThatFit() {
    assertEquals(
        "expected a metric of a model that predicts real-valued targets (one of mse, rmse, mae,"
            + " r2, loss), found accuracy",
        assertThrows(
                IllegalArgumentException.class,
                () -> MetricName.ACCURACY.requireFits(Tally.Kind.TARGETS))
            .getMessage());
  }

  @Test
  void lowerIsBetterForErrorsAndHigherForTheRest() {
    assertTrue(MetricName.LOSS.isBetter(0.1, 0.2, 0));
    assertFalse(MetricName.LOSS.isBetter(0.2, 0.1, 0));
    assertTrue(MetricName.ACCURACY.isBetter(0.2, 0.1, 0));
    assertFalse(MetricName.ACCURACY.isBetter(0.1, 0.2, 0));
  }

  @Test
  void anImprovementMustExceedTheLeastOne() {
    assertFalse(MetricName.ACCURACY.isBetter(0.75, 0.5, 0.25));
    assertTrue(MetricName.ACCURACY.isBetter(0.76, 0.5, 0.25));
    assertFalse(MetricName.LOSS.isBetter(0.25, 0.5, 0.25));
    assertTrue(MetricName.LOSS.isBetter(0.24, 0.5, 0.25));
  }

  @Test
  void whatIsNoNumberIsNeverBetter() {
    assertFalse(MetricName.LOSS.isBetter(Double.NaN, 1, 0));
    assertFalse(MetricName.LOSS.isBetter(Double.NaN, Double.NaN, 0));
    assertTrue(MetricName.LOSS.isBetter(1, Double.NaN, 0.5));
  }
}
