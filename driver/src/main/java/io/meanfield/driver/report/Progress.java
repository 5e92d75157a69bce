package io.meanfield.driver.report;

/** Shows a run's progress to somebody who waits. Used by one thread. */
public interface Progress extends AutoCloseable {

  /** Shows the state after one more round. */
  void roundCommitted(RoundReport report);

  /** Leaves the output at the start of a fresh line; further calls do nothing. */
  @Override
  void close();
}
