package io.meanfield.driver.report;

import java.io.PrintStream;

/** Shows a run's progress to somebody who waits. Used by one thread. */
public interface Progress extends AutoCloseable {

  /** A bar redrawn in place when the process has a terminal, a line a round otherwise. */
  static Progress on(PrintStream out) {
    return System.console() != null ? new BarProgress(out) : new LineProgress(out);
  }

  /** Shows the state after one more round. */
  void roundCommitted(RoundReport report);

  /** Leaves the output at the start of a fresh line; further calls do nothing. */
  @Override
  void close();
}
