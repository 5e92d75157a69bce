package io.meanfield.benchmarks;

import io.meanfield.benchmarks.model.ComputeModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The process that trains one model with one engine. Warms up, then obeys the lines of its standard
 * input ({@code measure}, {@code peak}, {@code resident} or a number of steps) with a line each,
 * until the input ends.
 */
public final class EngineProcess {
  /** Starts the lines that are answers; others are what libraries print. */
  static final String ANSWER = "@";

  static final String READY = "ready";
  static final String NOT_AVAILABLE = "not-available ";
  static final String MEASURE = "measure";
  static final String PEAK = "peak";
  static final String RESIDENT = "resident";

  private final Workload workload;

  private EngineProcess(Workload workload) {
    this.workload = workload;
  }

  /** Arguments: engine, model and precision. */
  public static void main(String[] args) throws IOException {
    Workload workload;
    try {
      workload =
          Engine.valueOf(args[0]).load(ComputeModel.valueOf(args[1]), Precision.valueOf(args[2]));
    } catch (NotAvailableException e) {
      answer(NOT_AVAILABLE + e.getMessage());
      return;
    }
    try (workload) {
      new EngineProcess(workload).obey();
    }
    System.exit(0); // libraries leave threads behind
  }

  private void obey() throws IOException {
    Measurement.of(workload, 3, Duration.ofSeconds(4));
    answer(READY);
    var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String command = commands.readLine(); command != null; command = commands.readLine()) {
      switch (command) {
        case MEASURE -> answer(Measurement.of(workload, 2, Duration.ofSeconds(2)).toLine());
        case PEAK -> answer(Double.toString(GemmPeak.measure()));
        case RESIDENT -> answer(Long.toString(residentBytes()));
        default ->
            answer(Measurement.of(workload, Integer.parseInt(command), Duration.ZERO).toLine());
      }
    }
  }

  /** After a collection, and a step in which other threads free what was collected. */
  private long residentBytes() {
    System.gc();
    workload.step();
    return ResidentSet.bytes();
  }

  private static void answer(String line) {
    System.out.println(ANSWER + line);
    System.out.flush();
  }
}
