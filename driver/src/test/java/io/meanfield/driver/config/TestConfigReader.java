package io.meanfield.driver.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.meanfield.driver.evaluate.EarlyStopping;
import io.meanfield.driver.evaluate.MetricName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TestConfigReader {

  @Test
  void readsEveryShapeAndFillsInDefaults() {
    SampleRun.Idx idx = new SampleRun.Idx("images.idx", Optional.empty());
    assertEquals(
        new SampleRun(
            new RunSection("sample", "runs/sample", 7),
            new SampleRun.Csv(
                "train.csv",
                List.of(new SampleRun.Column("height", 1), new SampleRun.Column("width", 2)),
                idx),
            new SampleRun.Training(
                32,
                SampleRun.Optimizer.ADAM_W,
                0.001,
                List.of(0.9, 0.999),
                Duration.ofHours(1),
                false,
                "",
                Optional.empty()),
            new EvaluationConfig(1, Optional.empty()),
            new CheckpointConfig(10, 3),
            new ClusterConfig(
                Duration.ofSeconds(60), Duration.ofMinutes(30), Duration.ofSeconds(60), 0, 16384)),
        SampleRun.read(SampleRun.YAML));
  }

  @Test
  void textStaysAsItIsWritten() {
    for (String text : List.of("007", "1e-3", "true", "12:30", "1_000", "0x1f")) {
      assertEquals(text, SampleRun.read(SampleRun.YAML, "run.name=" + text).run().name());
    }
  }

  @Test
  void numbersAreReadInEveryUsualSpelling() {
    String[] spellings = {"1e-3", "1E-3", "0.001", ".001", "1.0e-3", "+0.001", "0.00_1", "'1e-3'"};
    for (String lr : spellings) {
      assertEquals(0.001, SampleRun.read(SampleRun.YAML, "training.lr=" + lr).training().lr(), lr);
    }
    assertEquals(
        50_000,
        SampleRun.read(SampleRun.YAML, "training.batch-size=50_000").training().batchSize());
  }

  @Test
  void aSectionWhoseKeysAreAllCommentedOutHasItsDefaults() {
    SampleRun run = SampleRun.read(SampleRun.YAML + "checkpoint:\n  # keep: 5\n");
    assertEquals(new CheckpointConfig(10, 3), run.checkpoint());
  }

  @Test
  void anOptionalSectionIsThereWhenItIsWritten() {
    SampleRun run =
        SampleRun.read(
            SampleRun.YAML + "evaluation: {early-stopping: {metric: accuracy, patience: 3}}");
    assertEquals(
        Optional.of(new EarlyStopping(MetricName.ACCURACY, 3, 0)),
        run.evaluation().earlyStopping());
  }

  @Test
  void aChoiceMayBeNamedWhereOnlyOneIsPossible() {
    SampleRun.Csv csv =
        (SampleRun.Csv)
            SampleRun.read(SampleRun.YAML, "data.labels={format: idx, images: b}").data();
    assertEquals("b", csv.labels().images());
  }

  @Test
  void readsAFileWithAByteOrderMark(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("x.yaml"), "\ufeff" + SampleRun.YAML);
    assertEquals(
        SampleRun.read(SampleRun.YAML), ConfigReader.of(SampleRun.class).read(file, List.of()));
  }

  @Test
  void refusesAChoiceThatNamesNoRecords() {
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "name")
    interface Choice {}
    record Choosing(Choice choice) {}

    String message =
        assertThrows(IllegalArgumentException.class, () -> ConfigReader.of(Choosing.class))
            .getMessage();
    assertTrue(message.startsWith("expected @JsonSubTypes"), message);
  }

  @Test
  void aMapTakesAnyKeysWithTexts() {
    record Told(Map<String, String> options) {}

    ConfigReader<Told> reader = ConfigReader.of(Told.class);
    byte[] yaml = "options: {recursiveFileLookup: true, sep: ';'}".getBytes();
    assertEquals(
        new Told(Map.of("recursiveFileLookup", "true", "sep", ";", "header", "1")),
        reader.read("conf", yaml, List.of("options.header=1")));
    String message =
        assertThrows(
                ConfigException.class,
                () -> reader.read("conf", "options: {a: [1]}".getBytes(), List.of()))
            .getMessage();
    assertTrue(message.contains("options.a"), message);
  }

  @Test
  void refusesARecordThatNoFileCouldFill() {
    record Unreadable(Map<String, Integer> counts) {}

    String message =
        assertThrows(IllegalArgumentException.class, () -> ConfigReader.of(Unreadable.class))
            .getMessage();
    assertTrue(message.contains("java.util.Map<java.lang.String, java.lang.Integer>"), message);
  }
}
