package io.meanfield.driver.evaluate;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meanfield.worker.protocol.ClassTally;
import io.meanfield.worker.protocol.MultiLabelTally;
import io.meanfield.worker.protocol.Tally;
import io.meanfield.worker.protocol.TargetTally;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestMetrics {
  private static final double EXACT = 1e-12;

  @Test
  void classMetricsAreThoseComputedByHand() {
    ClassMetrics metrics = classes(new int[][] {{4, 1, 0}, {2, 3, 0}, {0, 0, 0}});
    assertEquals(10, metrics.examples());
    assertEquals(0.7, metrics.accuracy(), EXACT);
    assertScore(metrics.classes().get(0), 4.0 / 6, 4.0 / 5, 8.0 / 11);
    assertScore(metrics.classes().get(1), 3.0 / 4, 3.0 / 5, 6.0 / 9);
    assertEquals((4.0 / 6 + 3.0 / 4) / 3, metrics.macro().precision(), EXACT);
    assertEquals((0.8 + 0.6) / 3, metrics.macro().recall(), EXACT);
    assertEquals((8.0 / 11 + 6.0 / 9) / 3, metrics.macro().f1(), EXACT);
    assertEquals(5, metrics.classes().get(1).support());
    assertEquals(List.of(2L, 3L, 0L), metrics.confusion().get(1));
  }

  @Test
  void aClassThatNeitherOccursNorIsPredictedScoresZero() {
    ClassMetrics metrics = classes(new int[][] {{4, 0}, {0, 0}});
    assertScore(metrics.classes().get(1), 0, 0, 0);
    assertEquals(0, metrics.classes().get(1).support());
    assertEquals(1, metrics.accuracy(), EXACT);
    assertEquals(0.5, metrics.macro().f1(), EXACT);
  }

  @Test
  void theLossIsTheMeanOverExamples() {
    ClassTally tally = ClassTally.empty(2);
    tally.add(new float[] {0.5f, 0.5f, 0.25f, 0.75f}, new float[] {1, 0, 1, 0});
    assertEquals(
        1.5 * Math.log(2), Metrics.of(tally, List.of("a", "b")).value(MetricName.LOSS), EXACT);
  }

  @Test
  void multiLabelMetricsAreThoseComputedByHand() {
    MultiLabelTally tally = MultiLabelTally.empty(2);
    tally.add(
        new float[] {0.9f, 0.1f, 0.9f, 0.9f, 0.1f, 0.9f, 0.1f, 0.1f},
        new float[] {1, 0, 1, 0, 1, 1, 0, 0});
    Metrics metrics = Metrics.of(tally, List.of("sport", "news"));
    assertEquals(0.5, metrics.value(MetricName.SUBSET_ACCURACY), EXACT);
    assertEquals(6.0 / 8, metrics.value(MetricName.MICRO_F1), EXACT);
    assertEquals((4.0 / 5 + 2.0 / 3) / 2, metrics.value(MetricName.MACRO_F1), EXACT);
    assertEquals((1 + 0.5) / 2, metrics.value(MetricName.MACRO_PRECISION), EXACT);
    assertEquals((2.0 / 3 + 1) / 2, metrics.value(MetricName.MACRO_RECALL), EXACT);
  }

  @Test
  void targetMetricsAreThoseComputedByHand() {
    TargetTally tally = TargetTally.empty(2);
    tally.add(new float[] {1, 5, 4, 5, 7, 8}, new float[] {1, 5, 2, 5, 6, 5});
    Metrics metrics = Metrics.of(tally, List.of("height", "width"));
    assertEquals(14.0 / 6, metrics.value(MetricName.MSE), EXACT);
    assertEquals(Math.sqrt(14.0 / 6), metrics.value(MetricName.RMSE), EXACT);
    assertEquals(1, metrics.value(MetricName.MAE), EXACT);
    assertEquals((1 - 5.0 / 14) / 2, metrics.value(MetricName.R2), EXACT);
    assertEquals(metrics.value(MetricName.MSE), metrics.value(MetricName.LOSS), 0);
    TargetScore constant = ((TargetMetrics) metrics).targets().get(1);
    assertEquals(new TargetScore("width", Math.sqrt(3), 1, 0), constant);
  }

  @Test
  void everyMetricHasAValueForTheKindsItFitsAndOnlyForThose() {
    for (Tally.Kind kind : Tally.Kind.values()) {
      Tally tally = kind.empty(1);
      tally.add(new float[] {1}, new float[] {kind == Tally.Kind.STEPS ? 0 : 1});
      Metrics metrics = Metrics.of(tally, List.of("only"));
      assertEquals(kind, metrics.kind());
      for (MetricName name : MetricName.values()) {
        if (fits(name, kind)) {
          assertDoesNotThrow(() -> metrics.value(name), name.label());
        } else {
          assertThrows(IllegalArgumentException.class, () -> metrics.value(name), name.label());
        }
      }
    }
  }

  @Test
  void theHeadlineEndsWithTheLoss() {
    ClassMetrics metrics = classes(new int[][] {{3, 1}, {0, 4}});
    assertEquals(
        List.of(
            new MetricValue(MetricName.ACCURACY, 0.875),
            new MetricValue(MetricName.MACRO_F1, (6.0 / 7 + 8.0 / 9) / 2),
            new MetricValue(MetricName.LOSS, metrics.loss())),
        metrics.headline());
  }

  @Test
  void stepsHaveTheirLossAsAPerplexityToo() {
    Tally tally = Tally.Kind.STEPS.empty(4);
    tally.add(
        new float[] {0.5f, 0.25f, 0.125f, 0.125f, 0.25f, 0.5f, 0.125f, 0.125f}, new float[] {0, 2});
    Metrics metrics = Metrics.of(tally, List.of());
    assertEquals(2, metrics.examples());
    assertEquals(
        List.of(MetricName.ACCURACY, MetricName.PERPLEXITY, MetricName.LOSS),
        metrics.headlineNames());
    assertEquals(0.5, metrics.value(MetricName.ACCURACY), EXACT);
    assertEquals(2 * Math.log(2), metrics.value(MetricName.LOSS), EXACT);
    assertEquals(4, metrics.value(MetricName.PERPLEXITY), 1e-9);
  }

  @Test
  void nothingToEvaluateAndUnnamedOutputsAreRefused() {
    assertEquals(
        "expected at least one example to evaluate, found none; give this part of the data set a"
            + " larger fraction",
        refusal(ClassTally.empty(1), List.of("a")));
    assertEquals(
        "expected a name for each of 2 outputs, found 1 names",
        refusal(ClassTally.empty(2), List.of("a")));
  }

  private static boolean fits(MetricName name, Tally.Kind kind) {
    try {
      name.requireFits(kind);
      return true;
    } catch (IllegalArgumentException refusal) {
      return false;
    }
  }

  private static String refusal(Tally tally, List<String> names) {
    return assertThrows(IllegalArgumentException.class, () -> Metrics.of(tally, names))
        .getMessage();
  }

  private static void assertScore(LabelScore score, double precision, double recall, double f1) {
    assertEquals(precision, score.precision(), EXACT);
    assertEquals(recall, score.recall(), EXACT);
    assertEquals(f1, score.f1(), EXACT);
  }

  private static ClassMetrics classes(int[][] confusion) {
    return ClassTallies.metrics(confusion);
  }
}
