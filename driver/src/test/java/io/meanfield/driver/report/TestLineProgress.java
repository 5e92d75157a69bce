package io.meanfield.driver.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestLineProgress {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(out, false, UTF_8);

  @Test
  void everyRoundIsOneLine() {
    Locales.inGermany(
        () -> {
          try (Progress progress = new LineProgress(stream)) {
            progress.roundCommitted(Reports.before(11));
            progress.roundCommitted(Reports.validated(12));
          }
          return null;
        });
    assertEquals(
        List.of(
            "epoch 3/10  round 11/40  loss 0.1234  5321 examples/s  0:42 left  read 1.2%",
            "epoch 3/10  round 12/40  loss 0.1234  validation accuracy 0.9712  5321 examples/s"
                + "  0:42 left  read 1.2%"),
        out.toString(UTF_8).lines().toList());
  }

  @Test
  void aProcessWithoutATerminalGetsLines() {
    assertNull(System.console(), "expected the build to run tests without a terminal");
    assertInstanceOf(LineProgress.class, Progress.on(stream));
  }
}
