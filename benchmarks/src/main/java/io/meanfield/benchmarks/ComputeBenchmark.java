package io.meanfield.benchmarks;

import io.meanfield.benchmarks.model.ComputeModel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Trains one model with every engine, each in a process of its own that waits while another is
 * measured. They take turns, so what else the machine does meets all of them.
 */
final class ComputeBenchmark {
  private final ComputeModel model;
  private final Precision precision;
  private final Map<Engine, List<Measurement>> measurements = new EnumMap<>(Engine.class);
  private final Map<Engine, String> missing = new EnumMap<>(Engine.class);
  private final List<Double> peaks = new ArrayList<>();

  ComputeBenchmark(ComputeModel model, Precision precision) {
    this.model = model;
    this.precision = precision;
  }

  /** In bf16 stock Deeplearning4j has nothing to compare with. */
  ComputeReport run(int numRounds) {
    List<EngineClient> clients = new ArrayList<>();
    try {
      for (Engine engine : Engine.values()) {
        if (precision == Precision.F32 || engine != Engine.DL4J) {
          start(engine, clients);
        }
      }
      for (int round = 0; round < numRounds; round++) {
        clients.forEach(this::measure);
      }
    } finally {
      clients.forEach(EngineClient::close);
    }
    return new ComputeReport(model, precision, measurements, missing, peaks);
  }

  private void start(Engine engine, List<EngineClient> clients) {
    try {
      List<String> command = ChildCommand.onLastProcessor().of(engine, model, precision);
      clients.add(EngineClient.start(engine, command, engine.environment()));
    } catch (NotAvailableException e) {
      missing.put(engine, e.getMessage());
    }
  }

  private void measure(EngineClient client) {
    measurements
        .computeIfAbsent(client.engine(), engine -> new ArrayList<>())
        .add(client.measure());
    if (client.engine() == Engine.OURS) {
      peaks.add(client.peak());
    }
  }
}
