package io.meanfield.driver.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestBarProgress {
  private static final int WIDTH = 79;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(out, false, UTF_8);

  @Test
  void theBarTakesTheRoomThatTheTextLeaves() {
    assertEquals(
        "epoch 3/10 [==>         ] 12/40  loss 0.1234  accuracy 0.9712  5321/s  0:42 left  read 1.2%",
        BarLine.render(Reports.validated(12), 91));
    assertEquals(
        "epoch 10/10 [========================] 40/40  loss 0.1234  5321/s  0:42 left  read 1.2%",
        BarLine.render(Reports.before(40), 87));
    assertEquals(
        "epoch 1/10 [            ] 0/40  loss 0.1234  5321/s  0:42 left  read 1.2%",
        BarLine.render(Reports.before(0), 73));
  }

  @Test
  void theLineIsNeverWiderThanTheTerminal() {
    for (int width = 0; width < 120; width++) {
      String line = BarLine.render(Reports.validated(12), width);
      assertEquals(width, line.length(), line);
    }
  }

  @Test
  void theBarIsRedrawnInPlaceAndEndsItsLine() {
    try (Progress progress = new BarProgress(new ConsoleProgressBarConsumer(stream, WIDTH))) {
      progress.roundCommitted(Reports.before(1));
      progress.roundCommitted(Reports.validated(40));
    }
    assertEquals(
        "\r%s\r%s%n"
            .formatted(
                BarLine.render(Reports.before(1), WIDTH),
                BarLine.render(Reports.validated(40), WIDTH)),
        out.toString(UTF_8));
  }

  @Test
  void itsLineIsEndedOnce() {
    BarProgress progress = new BarProgress(new ConsoleProgressBarConsumer(stream, WIDTH));
    progress.roundCommitted(Reports.validated(40));
    progress.close();
    progress.close();
    assertEquals(
        "\r%s%n".formatted(BarLine.render(Reports.validated(40), WIDTH)), out.toString(UTF_8));
  }

  @Test
  void aRunThatCommitsNoRoundDrawsNothing() {
    new BarProgress(new ConsoleProgressBarConsumer(stream, WIDTH)).close();
    assertEquals(0, out.size());
  }
}
