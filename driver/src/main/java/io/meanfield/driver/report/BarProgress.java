package io.meanfield.driver.report;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;

/**
 * Shows progress as one bar for the whole run, redrawn in place after every round.
 *
 * <p>The bar's own thread draws too, so the latest report is volatile; all else belongs to the
 * caller's thread.
 */
public final class BarProgress implements Progress {
  private final ProgressBarConsumer terminal;
  private volatile RoundReport latest;
  private ProgressBar bar;

  /** A bar as wide as the terminal. */
  public BarProgress(PrintStream out) {
    this(new ConsoleProgressBarConsumer(out));
  }

  BarProgress(ProgressBarConsumer terminal) {
    this.terminal = terminal;
  }

  @Override
  public void roundCommitted(RoundReport report) {
    latest = report;
    if (bar == null) {
      bar = open(report.position());
    }
    bar.stepTo(report.position().round());
    bar.refresh();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  private ProgressBar open(RoundPosition position) {
    return new ProgressBarBuilder()
        .setTaskName("training")
        .setInitialMax(position.numRounds())
        .setConsumer(terminal)
        .setRenderer((state, width) -> BarLine.render(latest, width))
        .build();
  }
}
