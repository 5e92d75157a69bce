package io.meanfield.benchmarks.sync;

import io.meanfield.benchmarks.NotAvailableException;
import io.meanfield.benchmarks.Report;
import java.nio.file.Path;

/** One part of {@code bench.sh sync}. */
interface SyncBenchmark {

  /**
   * Measures, and reports as it goes.
   *
   * @param folder empty, for files
   * @throws NotAvailableException if this machine does not allow it
   */
  void run(Path folder, Report report);
}
