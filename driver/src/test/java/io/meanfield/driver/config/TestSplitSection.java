package io.meanfield.driver.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.division.ClassSplit;
import io.meanfield.datasets.division.GroupSplit;
import io.meanfield.datasets.division.Holdout;
import io.meanfield.datasets.division.PathSplit;
import io.meanfield.datasets.division.RecordSplit;
import io.meanfield.datasets.division.SplitConfig;
import io.meanfield.datasets.division.TimeSplit;
import io.meanfield.datasets.ingest.DatasetConfig;
import io.meanfield.datasets.ingest.IngestConfig;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The section that says how examples are divided into parts. */
@Tag("unit")
class TestSplitSection {
  record Run(DatasetConfig dataset) {}

  private static final String YAML =
      """
      dataset:
        shards: data/houses
        source:
          format: csv
          train: [houses.csv]
          columns: {numbers: [area], label: sold}
        transform: {kind: table}
        split: {}
      """;

  @Test
  void everyWayToSplitIsReadAndWritten() {
    Holdout tenth = Holdout.parse("0.1");
    Map<String, SplitConfig> expected =
        new TreeMap<>(
            Map.of(
                "{}", RecordSplit.ofFractions(0.1, 0.2),
                "{by: record, test: 0}", RecordSplit.ofFractions(0.1, 0),
                "{validation: fold 2 of 5}", new RecordSplit(new Holdout.Fold(2, 5), 0.2),
                "{by: class, validation: 0.1}", new ClassSplit(tenth, 0.2),
                "{by: group, group: owner}", new GroupSplit("owner", tenth, 0.2),
                "{group: owner, validation: fold 1 of 3, test: 0}",
                    new GroupSplit("owner", new Holdout.Fold(1, 3), 0),
                "{path: '([^/]+)/[^/]+$'}", new PathSplit("([^/]+)/[^/]+$", tenth, 0.2),
                "{time: built, test: from 2024-05-31}",
                    new TimeSplit("built", tenth, Holdout.parse("from 2024-05-31"))));
    expected.forEach(
        (yaml, split) -> {
          Run run = read(YAML.replace("split: {}", "split: " + yaml));
          assertEquals(split, ((IngestConfig) run.dataset()).split(), yaml);
          assertEquals(run, read(EffectiveConfig.toYaml(run)), yaml);
        });
  }

  /** The hashes of runs and data sets there are, which hold what is written. */
  @Test
  void whatWasWrittenBeforeThereWasAChoiceIsStillWrittenSo() {
    String written = EffectiveConfig.toYaml(read(YAML));
    assertTrue(written.contains("  split:\n    validation: 0.1\n    test: 0.2\n"), written);
    assertFalse(written.contains("by:"), written);
  }

  @Test
  void foldsAreChosenOnTheCommandLine() {
    Run run =
        ConfigReader.of(Run.class)
            .read(
                "x.yaml",
                SampleRun.utf8(YAML.replace("split: {}", "split: {validation: 0.1, test: 0.2}")),
                List.of("dataset.split.validation=fold 3 of 5", "dataset.split.by=class"));
    assertEquals(
        new ClassSplit(new Holdout.Fold(3, 5), 0.2), ((IngestConfig) run.dataset()).split());
  }

  @Test
  void mistakesAreNamed() {
    assertProblem(
        "{validation: fold 6 of 5}",
        "expected a fraction such as 0.1, a fold such as \"fold 1 of 5\" (up to \"fold 5 of 5\", of 2 or more), or a time such as \"from 2024-05-31\", found \"fold 6 of 5\"");
    assertProblem("{bye: class}", "unknown key; did you mean \"by\"?");
    assertProblem(
        "{by: clas}",
        "expected one of record, class, group, path, time, found \"clas\"; did you mean \"class\"?");
    assertProblem("{by: group}", "missing; expected text");
    assertProblem(
        "{group: owner, time: built}",
        "expected one of record, class, group, path, time, found group and time: keep one");
    assertProblem(
        "{time: built, validation: fold 1 of 5}",
        "expected a fraction or a time as validation, found \"fold 1 of 5\": with a fold, a model would train on what came after it");
  }

  @Test
  void aSourceWithoutColumnsHasNoGroups() {
    String digits =
        """
        dataset:
          shards: data/digits
          source: {format: digits, files: [digits.csv]}
          transform: {kind: image}
          split: {group: writer}
        """;
    ConfigException refusal = assertThrows(ConfigException.class, () -> read(digits));
    assertEquals(
        List.of(
            "expected a source of columns, such as csv or jsonl, to split by writer, found one without: split by record, class or path"),
        refusal.problems().stream().map(Problem::message).toList());
  }

  private static void assertProblem(String split, String message) {
    ConfigException refusal =
        assertThrows(
            ConfigException.class, () -> read(YAML.replace("split: {}", "split: " + split)));
    assertEquals(List.of(message), refusal.problems().stream().map(Problem::message).toList());
  }

  private static Run read(String yaml) {
    return ConfigReader.of(Run.class).read("x.yaml", SampleRun.utf8(yaml), List.of());
  }
}
