package io.meanfield.driver.report;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarConsumer;

/**
 * Shows progress as one bar for the whole run, redrawn in place after every round. Nobody else
 * draws: the library's own bar would, from a thread that may meet the end of the run and draw the
 * last line twice.
 */
public final class BarProgress implements Progress {
  private final ProgressBarConsumer terminal;
  private boolean isDrawn;

  /** A bar as wide as the terminal. */
  public BarProgress(PrintStream out) {
    this(new ConsoleProgressBarConsumer(out));
  }

  BarProgress(ProgressBarConsumer terminal) {
    this.terminal = terminal;
  }

  @Override
  public void roundCommitted(RoundReport report) {
    terminal.accept(BarLine.render(report, terminal.getMaxRenderedLength()));
    isDrawn = true;
  }

  @Override
  public void close() {
    if (isDrawn) {
      terminal.close();
      isDrawn = false;
    }
  }
}
