package io.meanfield.benchmarks.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meanfield.benchmarks.Spread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run has told of its rounds.
 *
 * @param rounds in their order
 * @param evaluations of any part, in their order
 */
public record RunEvents(long numParameters, List<Round> rounds, List<Evaluation> evaluations) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A committed round.
   *
   * @param seconds by phase: those of the slowest replica, and the rest of the time on the clock as
   *     {@code reduce}
   */
  public record Round(long number, double loss, long numExamples, Map<String, Double> seconds) {

    /** On the clock, from its start to its commit. */
    public double wallSeconds() {
      return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    public double seconds(String phase) {
      return seconds.getOrDefault(phase, 0.0);
    }
  }

  /**
   * A model was judged by a part of the data.
   *
   * @param round committed rounds before it
   */
  public record Evaluation(String part, long round, double loss, double accuracy) {}

  public RunEvents {
    rounds = List.copyOf(rounds);
    evaluations = List.copyOf(evaluations);
  }

  public static RunEvents read(Path file) {
    long numParameters = 0;
    List<Round> rounds = new ArrayList<>();
    List<Evaluation> evaluations = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file)) {
        JsonNode event = JSON.readTree(line);
        String name = event.get("event").asText();
        if (name.equals("run-started")) {
          numParameters = event.get("num-parameters").asLong();
        } else if (name.equals("round-committed")) {
          rounds.add(round(event));
        } else if (name.equals("evaluated")) {
          evaluations.add(evaluation(event));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new RunEvents(numParameters, rounds, evaluations);
  }

  List<Evaluation> validations() {
    return evaluations.stream().filter(it -> it.part().equals("VALIDATION")).toList();
  }

  /** Of the final model. */
  Evaluation test() {
    return evaluations.stream().filter(it -> it.part().equals("TEST")).findFirst().orElseThrow();
  }

  /**
   * How long so many rounds take on the clock, without evaluations and checkpoints. The very first,
   * in which executors fetch and load libraries and compile, counts like the median of the others.
   *
   * @param numRounds from the beginning
   */
  double seconds(long numRounds) {
    List<Double> all = rounds.stream().map(Round::wallSeconds).toList();
    double first = all.size() == 1 ? all.get(0) : Spread.of(all.subList(1, all.size())).median();
    return first + all.stream().limit(numRounds).skip(1).mapToDouble(Double::doubleValue).sum();
  }

  private static Evaluation evaluation(JsonNode event) {
    JsonNode metrics = event.get("metrics");
    return new Evaluation(
        event.get("part").asText(),
        event.get("round").asLong(),
        metrics.get("loss").asDouble(),
        metrics.get("accuracy").asDouble());
  }

  private static Round round(JsonNode event) {
    Map<String, Double> seconds = new TreeMap<>();
    event
        .get("nanos-by-phase")
        .fields()
        .forEachRemaining(phase -> seconds.put(phase.getKey(), phase.getValue().asLong() / 1e9));
    return new Round(
        event.get("round").asLong(),
        event.get("loss").asDouble(),
        event.get("examples").asLong(),
        seconds);
  }
}
