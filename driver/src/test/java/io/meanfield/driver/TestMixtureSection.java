package io.meanfield.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meanfield.datasets.ingest.DatasetConfig;
import io.meanfield.datasets.ingest.MixtureConfig;
import io.meanfield.datasets.ingest.MixtureConfig.Member;
import io.meanfield.driver.config.ConfigReader;
import io.meanfield.driver.config.EffectiveConfig;
import io.meanfield.worker.protocol.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The section that says which data sets are mixed, and what is wrong with it before Spark starts.
 */
@Tag("unit")
class TestMixtureSection {
  record Run(DatasetConfig dataset) {}

  private static final String RAW =
      """
        source:
          format: csv
          train: [FOLDER/train.csv]
          columns: {numbers: [x, y], label: label}
        transform: {kind: numbers}
        split: {validation: 0.2, test: 0.2}
      """;

  private Workspace workspace;

  @BeforeEach
  void write(@TempDir Path folder) {
    workspace = Workspace.withTable(folder);
  }

  @Test
  void isReadAndWritten() {
    String yaml = "dataset: {shards: m, mix: [{shards: a, weight: 3}, {shards: b, weight: 0.5}]}";
    Run run = read(yaml);
    assertEquals(
        new MixtureConfig(
            "m", List.of(new Member("a", Optional.of(3.0)), new Member("b", Optional.of(0.5)))),
        run.dataset());
    assertEquals(run, read(EffectiveConfig.toYaml(run)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'mix: [{shards: a, weight: 0}, {shards: b, weight: 1}]' | conf.yaml:4: dataset.mix[0]: expected a weight above 0, found 0.0: correct it, or leave the data set out
          'mix: [{shards: a, weight: -2}, {shards: b, weight: 1}]' | conf.yaml:4: dataset.mix[0]: expected a weight above 0, found -2.0
          'mix: [{shards: a, weight: NaN}, {shards: b, weight: 1}]' | conf.yaml:4: dataset.mix[0].weight: expected a number
          'mix: [{shards: a, weight: 1}, {shards: b}]' | conf.yaml:2: dataset: expected a weight of each data set in mix, or of none
          'mix: [{shards: a}]' | conf.yaml:2: dataset: expected at least two data sets to mix, found 1
          'mix: [{shards: FOLDER/run}, {shards: FOLDER/rum}]' | conf.yaml:4: dataset.mix[1].shards: expected a data set that is ingested already, found none at FOLDER/rum
          'mix: [{shards: a}, {shards: b}], split: {}' | conf.yaml:5: dataset.split: unknown key; known here are kind, shards, mix
          'mix: [{shards: a}, {shards: b}], source: {format: csv}' | conf.yaml:2: dataset: expected one of source, mix, found source and mix: keep one
          'appendto: a' | conf.yaml:2: dataset.source: missing
          """)
  void isCheckedBeforeAnythingStarts(String section, String expected) {
    String folder = workspace.folder().toString();
    workspace.configure(
        "  shards: FOLDER/shards\n".replace("FOLDER", folder)
            + RAW.stripTrailing().replace("FOLDER", folder),
        "  shards: FOLDER/shards\n".replace("FOLDER", folder)
            + "  "
            + section.replace("FOLDER", folder).replace("], ", "]\n  "));
    workspace.run("train").assertFails(ErrorCode.CONFIGURATION, expected.replace("FOLDER", folder));
  }

  private static Run read(String yaml) {
    return ConfigReader.of(Run.class).read("conf.yaml", yaml.getBytes(), List.of());
  }
}
