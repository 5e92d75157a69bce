package io.meanfield.driver.evaluate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meanfield.datasets.Part;
import io.meanfield.worker.protocol.Tally;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestEvaluation {
  private static final String SHA_256 = "0123456789abcdef".repeat(4);

  @Test
  void whatIsWrittenIsReadBackForEveryKind() throws IOException {
    for (Tally.Kind kind : Tally.Kind.values()) {
      Tally tally = kind.empty(2);
      float[] labels = kind == Tally.Kind.STEPS ? new float[] {0, 1} : new float[] {1, 0, 0, 1};
      tally.add(new float[] {0.75f, 0.25f, 0.5f, 0.5f}, labels);
      Evaluation evaluation =
          new Evaluation(SHA_256, Part.TEST, Metrics.of(tally, List.of("ja", "nein")));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      evaluation.write(out);
      assertEquals(evaluation, Evaluation.read(new ByteArrayInputStream(out.toByteArray())));
    }
  }

  @Test
  void theFileReadsAsExpected() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Evaluation(
            SHA_256, Part.VALIDATION, ClassTallies.metrics(new int[][] {{1}}, List.of("größer")))
        .write(out);
    assertEquals(
        """
        {
          "parameters-sha256" : "%s",
          "part" : "VALIDATION",
          "metrics" : {
            "kind" : "classes",
            "examples" : 1,
            "loss" : 0.0,
            "accuracy" : 1.0,
            "macro" : {
              "precision" : 1.0,
              "recall" : 1.0,
              "f1" : 1.0
            },
            "classes" : [ {
              "name" : "größer",
              "precision" : 1.0,
              "recall" : 1.0,
              "f1" : 1.0,
              "support" : 1
            } ],
            "confusion" : [ [ 1 ] ]
          }
        }
        """
            .formatted(SHA_256),
        out.toString(UTF_8));
  }

  @Test
  void aHashThatIsNoneIsRefused() {
    Metrics metrics = ClassTallies.metrics(new int[][] {{1}});
    assertEquals(
        "expected a SHA-256 of 64 hexadecimal digits, found abc",
        assertThrows(
                IllegalArgumentException.class, () -> new Evaluation("abc", Part.TEST, metrics))
            .getMessage());
  }
}
