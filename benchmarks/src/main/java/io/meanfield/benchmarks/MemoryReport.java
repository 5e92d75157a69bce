package io.meanfield.benchmarks;

import io.meanfield.benchmarks.model.ComputeModel;
import java.io.PrintWriter;
import java.util.List;

/** How much memory a process had while it trained. */
record MemoryReport(ComputeModel model, Precision precision, List<Reading> readings) {
  /**
   * The first and the last that stand for the beginning and the end. Java's compiler needs some
   * megabytes for some seconds whenever it meets a large method: the least of some readings is
   * without them.
   */
  static final int READINGS_OF_END = 3;

  private static final String TABLE = "%6s  %12s  %14s%n";

  /**
   * After some steps.
   *
   * @param resident bytes of memory that the process has
   */
  record Reading(Measurement steps, long resident) {}

  /** From the first readings to the last. */
  long residentGrowth() {
    int size = readings.size();
    return least(readings.subList(size - READINGS_OF_END, size))
        - least(readings.subList(0, READINGS_OF_END));
  }

  private static long least(List<Reading> some) {
    return some.stream().mapToLong(Reading::resident).min().orElseThrow();
  }

  /** Without the steps before the first reading, in which network and plans are made. */
  long heapBytesPerStep() {
    List<Measurement> steady = readings.stream().skip(1).map(Reading::steps).toList();
    long heapBytes = steady.stream().mapToLong(Measurement::heapBytes).sum();
    return heapBytes / steady.stream().mapToInt(Measurement::numSteps).sum();
  }

  void print(PrintWriter out) {
    String word = precision == Precision.BF16 ? "bf16" : "f32";
    out.printf("%s  %s  batch %d%n", model.word(), word, model.batchSize());
    out.printf(TABLE, "steps", "resident MB", "heap KB a step");
    int numSteps = 0;
    for (Reading reading : readings) {
      Measurement steps = reading.steps();
      numSteps += steps.numSteps();
      double megabytes = reading.resident() / 1e6;
      double kilobytes = steps.heapBytes() / 1e3 / steps.numSteps();
      out.printf(TABLE, numSteps, "%.1f".formatted(megabytes), "%.0f".formatted(kilobytes));
    }
    String name = "compute." + model.word() + ".";
    out.printf("%sheap-bytes-per-step=%d%n", name, heapBytesPerStep());
    out.printf("%sresident-growth-bytes=%d%n%n", name, residentGrowth());
    out.flush();
  }
}
