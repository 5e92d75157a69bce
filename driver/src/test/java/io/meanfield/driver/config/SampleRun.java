package io.meanfield.driver.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A configuration with every shape that real ones have. */
record SampleRun(
    RunSection run,
    Data data,
    Training training,
    @JsonProperty(defaultValue = "{}") EvaluationConfig evaluation,
    @JsonProperty(defaultValue = "{}") CheckpointConfig checkpoint,
    @JsonProperty(defaultValue = "{}") ClusterConfig cluster) {

  /** The shortest file: whatever has a default is left out. */
  static final String YAML =
      """
      run:
        name: sample
        folder: runs/sample
        seed: 7
      data:
        format: csv
        file: train.csv
        columns:
          - name: height
          - {name: width, scale: 2}
      training:
        batch-size: 32
        optimizer: adam-w
        lr: 1e-3
      """;

  record Training(
      int batchSize,
      Optimizer optimizer,
      double lr,
      @JsonProperty(defaultValue = "[0.9, 0.999]") List<Double> betas,
      @JsonProperty(defaultValue = "1 h") Duration maxTime,
      @JsonProperty(defaultValue = "false") boolean shuffle,
      @JsonProperty(defaultValue = "''") String note,
      Optional<Integer> maxSteps) {
    Training {
      if (batchSize < 1) {
        throw new IllegalArgumentException("expected batch-size >= 1, found " + batchSize);
      }
    }

    public boolean isLong() {
      return maxTime.toHours() > 1;
    }
  }

  enum Optimizer {
    SGD,
    ADAM_W
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "format")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Csv.class, name = "csv"),
    @JsonSubTypes.Type(value = Idx.class, name = "idx"),
    @JsonSubTypes.Type(value = Noise.class, name = "noise")
  })
  sealed interface Data {}

  record Csv(String file, List<Column> columns, @JsonProperty(defaultValue = "{}") Idx labels)
      implements Data {}

  record Idx(
      @JsonProperty(defaultValue = "images.idx") String images, Optional<List<Data>> alternatives)
      implements Data {}

  /** Has no keys but its name. */
  record Noise() implements Data {}

  record Column(String name, @JsonProperty(defaultValue = "1") double scale) {}

  static SampleRun read(String yaml, String... overrides) {
    return ConfigReader.of(SampleRun.class).read("x.yaml", utf8(yaml), List.of(overrides));
  }

  static byte[] utf8(String yaml) {
    return yaml.getBytes(StandardCharsets.UTF_8);
  }
}
