package io.meanfield.driver.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meanfield.datasets.Part;
import io.meanfield.driver.evaluate.ClassTallies;
import io.meanfield.driver.evaluate.Evaluation;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestResultLines {

  @Test
  void theLinesAreTheHeadlineTheSpeedAndTheHash() {
    Evaluation evaluation =
        new Evaluation(
            "0123456789abcdef".repeat(4),
            Part.TEST,
            ClassTallies.metrics(new int[][] {{4, 1}, {2, 3}}));
    assertEquals(
        List.of(
            "result.accuracy=0.7",
            "result.macro-f1=0.69697",
            "result.loss=6.90776",
            "result.examples-per-second=5321.12",
            "result.parameters-sha256=" + "0123456789abcdef".repeat(4)),
        Locales.inGermany(() -> ResultLines.of(evaluation, OptionalDouble.of(5321.1234))));
  }
}
