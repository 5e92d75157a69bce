package io.meanfield.benchmarks;

import io.meanfield.benchmarks.MemoryReport.Reading;
import io.meanfield.benchmarks.model.ComputeModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Trains one model with Meanfield and looks at its process now and then. */
final class MemoryBenchmark {
  /** Of steps, between the readings that are compared. */
  static final int NUM_BLOCKS = 10;

  private final ComputeModel model;
  private final Precision precision;

  MemoryBenchmark(ComputeModel model, Precision precision) {
    this.model = model;
    this.precision = precision;
  }

  /**
   * glibc gives back at once what is freed. Else the process would keep the most that Java's
   * compiler ever needed.
   */
  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(Engine.OURS.environment());
    environment.put("MALLOC_MMAP_THRESHOLD_", Integer.toString(1 << 13));
    environment.put("MALLOC_MMAP_MAX_", Integer.toString(1_000_000));
    return environment;
  }

  /**
   * @param numSteps of which a multiple of the number of blocks is done
   */
  MemoryReport run(int numSteps) {
    List<Reading> readings = new ArrayList<>();
    List<String> command = ChildCommand.onLastProcessor().of(Engine.OURS, model, precision);
    try (EngineClient client = EngineClient.start(Engine.OURS, command, environment())) {
      while (readings.size() < NUM_BLOCKS + MemoryReport.READINGS_OF_END) {
        Measurement measurement = client.steps(numSteps / NUM_BLOCKS);
        readings.add(new Reading(measurement, client.resident()));
      }
    }
    return new MemoryReport(model, precision, readings);
  }
}
