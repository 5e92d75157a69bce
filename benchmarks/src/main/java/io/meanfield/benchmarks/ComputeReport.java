package io.meanfield.benchmarks;

import io.meanfield.benchmarks.model.ComputeModel;
import io.meanfield.benchmarks.model.ModelFlops;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What was measured of one model.
 *
 * @param measurements of every engine that trained, a round each
 * @param missing why the other engines did not
 * @param peaks operations a second of the core, measured beside ours
 */
record ComputeReport(
    ComputeModel model,
    Precision precision,
    Map<Engine, List<Measurement>> measurements,
    Map<Engine, String> missing,
    List<Double> peaks) {
  private static final String TABLE = "%-6s  %-28s  %-28s  %s%n";

  void print(PrintWriter out) {
    out.printf(
        "%s  batch %d  %.1f GFLOP a step%n",
        model.word(), model.batchSize(), ModelFlops.ofStep(model) / 1e9);
    out.printf(TABLE, "engine", "samples/s", "ms a step", "ms of processor a step");
    for (Engine engine : Engine.values()) {
      if (measurements.containsKey(engine)) {
        out.printf(
            TABLE,
            engine.word(),
            samplesPerSecond(engine),
            millis(engine, Measurement::secondsPerStep),
            millis(engine, Measurement::cpuSecondsPerStep));
      } else if (missing.containsKey(engine)) {
        out.printf("%-6s  %s%n", engine.word(), missing.get(engine));
      }
    }
    if (processorShare() < 0.9) {
      out.printf(
          "note    other work took %.0f %% of the processor: trust its time, not the clock's%n",
          100 * (1 - processorShare()));
    }
    if (measurements.containsKey(Engine.OURS)) {
      printOurs(out);
    }
    out.println();
    out.flush();
  }

  private void printOurs(PrintWriter out) {
    String name = "compute." + model.word() + ".";
    String prefix = precision == Precision.BF16 ? "bf16-vs-" : "vs-";
    double peak = peaks.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    out.printf("peak    %.1f GFLOP/s%n", peak / 1e9);
    double ours = samplesPerSecond(Engine.OURS).median();
    for (Engine other : List.of(Engine.TORCH, Engine.DL4J)) {
      if (measurements.containsKey(other)) {
        double ratio = ours / samplesPerSecond(other).median();
        out.printf("%s%s%s=%.2f%n", name, prefix, other.word(), ratio);
      }
    }
    if (precision == Precision.F32) {
      double flopsPerSecond = ModelFlops.ofStep(model) * ours / model.batchSize();
      out.printf("%sshare-of-peak=%.2f%n", name, flopsPerSecond / peak);
    }
    List<Measurement> rounds = measurements.get(Engine.OURS);
    long heapBytes = rounds.stream().mapToLong(Measurement::heapBytes).sum();
    int numSteps = rounds.stream().mapToInt(Measurement::numSteps).sum();
    out.printf("%sheap-bytes-per-step=%d%n", name, heapBytes / numSteps);
  }

  /** The part of the measured time in which the engines had the processor. */
  private double processorShare() {
    List<Measurement> all = measurements.values().stream().flatMap(List::stream).toList();
    double nanos = all.stream().mapToLong(Measurement::nanos).sum();
    return all.stream().mapToLong(Measurement::cpuNanos).sum() / nanos;
  }

  private Spread samplesPerSecond(Engine engine) {
    return Spread.of(
        measurements.get(engine).stream()
            .map(round -> model.batchSize() / round.secondsPerStep())
            .toList());
  }

  private Spread millis(Engine engine, ToDoubleFunction<Measurement> seconds) {
    return Spread.of(
        measurements.get(engine).stream()
            .map(round -> seconds.applyAsDouble(round) * 1e3)
            .toList());
  }
}
