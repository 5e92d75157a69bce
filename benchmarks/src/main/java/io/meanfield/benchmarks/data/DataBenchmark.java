package io.meanfield.benchmarks.data;

import io.meanfield.benchmarks.Report;
import java.io.IOException;
import java.nio.file.Path;

/** One part of {@code bench.sh data}. */
interface DataBenchmark {

  /**
   * Measures, and reports as it goes.
   *
   * @param folder empty, for files
   */
  void run(Path folder, Report report) throws IOException;
}
