package io.meanfield.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.worker.protocol.ErrorCode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a finished run has left is altered, or used for something else. */
@Tag("cluster")
@ExtendWith(LocalSpark.class)
class TestBadRunFolder {
  private static Workspace workspace;

  @BeforeAll
  static void train(@TempDir Path folder) {
    workspace = Workspace.withTable(folder);
    workspace.run("train").assertSucceeds();
  }

  @AfterEach
  void nothingIsLeftUnfinished() {
    assertEquals(List.of(), workspace.leftovers());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          run/checkpoints | slice-00000.bin   | CHECKPOINT | slice-00000.bin as it was written, but
          run/checkpoints | replica-00001.bin | CHECKPOINT | replica-00001.bin as it was written, but
          run/checkpoints | checkpoint.json   | CHECKPOINT | checkpoint.json
          run             | config.yaml       | CHECKPOINT | expected the configuration that the run in
          run             | manifest.json     | DATA       | manifest.json
          shards          | *.arrow           | DATA       | was changed or cut off: expected
          shards          | manifest.json     | DATA       | manifest.json
          """)
  void anAlteredOrTruncatedFileIsNamed(
      String folder, String name, ErrorCode code, String expected) {
    String file = workspace.find(folder, name);
    byte[] whole = workspace.read(file);
    try {
      workspace.flip(file, whole.length / 2);
      workspace.run("train").assertFails(code, expected);
      workspace.write(file, Arrays.copyOf(whole, whole.length / 2));
      workspace.run("train").assertFails(code, expected);
      workspace.write(file, new byte[0]);
      workspace.run("train").assertFails(code, expected);
    } finally {
      workspace.write(file, whole);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"slice-00001.bin", "checkpoint.json"})
  void aMissingFileOfACheckpointIsNamed(String name) {
    String file = workspace.find("run/checkpoints", name);
    byte[] whole = workspace.read(file);
    workspace.folder().resolve(file).toFile().delete();
    try {
      workspace
          .run("train")
          .assertFails(ErrorCode.CHECKPOINT, file.substring(file.indexOf("round")));
    } finally {
      workspace.write(file, whole);
    }
  }

  @Test
  void aCheckpointOfAnotherFormatIsRefused() {
    String file = workspace.find("run/checkpoints", "checkpoint.json");
    byte[] whole = workspace.read(file);
    String format = "\"formatVersion\":";
    try {
      String older = new String(whole).replaceFirst(format + "\\d+", format + "1");
      workspace.write(file, older.replace("\"position\"", "\"round\"").getBytes());
      workspace
          .run("train")
          .assertFails(ErrorCode.CHECKPOINT, "expected a checkpoint of format 2", "found format 1");
    } finally {
      workspace.write(file, whole);
    }
  }

  @Test
  void anotherConfigurationIsRefused() {
    workspace
        .run("train", "training.epochs=2")
        .assertFails(
            ErrorCode.CHECKPOINT,
            "expected the configuration that the run in",
            "was \"epochs: 1\" and is now \"epochs: 2\"",
            "choose another run.folder");
  }

  @Test
  void aDatasetOfOtherSettingsIsRefused() {
    workspace
        .run("ingest", "dataset.seed=2")
        .assertFails(ErrorCode.DATA, "shards holds a data set that was ingested with another");
  }

  @Test
  void anotherDatasetIsRefused(@TempDir Path folder) {
    Workspace changed = Workspace.withTable(folder);
    changed.run("train").assertSucceeds();
    changed.delete("shards");
    changed.write("train.csv", (new String(changed.read("train.csv")) + "1,2,odd\n").getBytes());
    changed
        .run("train")
        .assertFails(
            ErrorCode.CHECKPOINT, "expected the data set that the run in", "SHA-256", "began with");
  }

  @Test
  void predictionsNeedAModel() {
    String output = workspace.path("predictions");
    CommandResult.of(
            "predict", workspace.path("none"), workspace.path("train.csv"), "--output", output)
        .assertFails(ErrorCode.CHECKPOINT, "expected a model in", "none/model");
    assertFalse(workspace.names("").contains("predictions"));
  }

  @Test
  void predictionsNeedAFolderOfTheirOwn() {
    CommandResult.of(
            "predict",
            workspace.path("run"),
            workspace.path("train.csv"),
            "--output",
            workspace.path("run"))
        .assertFails(ErrorCode.CONFIGURATION, "expected a new folder for the predictions");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x,z\\n1,2\\n     | expected the column y, found the columns [x, z]
          ''               | found 0 bytes
          """)
  void badInputOfPredictionsLeavesNoTable(String text, String expected) {
    workspace.write("input.csv", text.replace("\\n", "\n").getBytes());
    CommandResult.of(
            "predict",
            workspace.path("run"),
            workspace.path("input.csv"),
            "--output",
            workspace.path("table"))
        .assertFails(ErrorCode.DATA, "input.csv", expected);
    assertFalse(workspace.names("").contains("table"));
  }

  @Test
  void anUnreadableRecordIsToldInTheTable() {
    workspace.write("input.csv", "x,y\n1,2\n1,two\n".getBytes());
    CommandResult.of(
            "predict",
            workspace.path("run"),
            workspace.path("input.csv"),
            "--output",
            workspace.path("told"),
            "--format",
            "csv")
        .assertSucceeds();
    String table = new String(workspace.read(workspace.find("told", "part-*.csv")));
    assertEquals(3, table.lines().count(), table);
    assertTrue(table.contains("expected a finite number in y"), table);
  }

  @Test
  void rawFilesAreNotNeededOnceTheDatasetIsPublished() {
    byte[] table = workspace.read("train.csv");
    workspace.delete("train.csv");
    try {
      workspace.run("train").assertSucceeds();
    } finally {
      workspace.write("train.csv", table);
    }
  }

  @Test
  void anAlteredModelIsRefused() {
    byte[] whole = workspace.read("run/model/model.zip");
    try {
      workspace.write("run/model/model.zip", Arrays.copyOf(whole, whole.length / 2));
      CommandResult.of("evaluate", workspace.path("run"))
          .assertFails(ErrorCode.CHECKPOINT, "run/model/model.zip was altered or cut off");
      workspace.write("run/model/model.zip", whole);
      workspace.flip("run/model/model.zip", whole.length / 4);
      CommandResult.of("evaluate", workspace.path("run"))
          .assertFails(ErrorCode.CHECKPOINT, "run/model/model.zip was altered or cut off");
    } finally {
      workspace.write("run/model/model.zip", whole);
    }
  }

  @Test
  void evaluationsNeedADataset() {
    CommandResult.of("evaluate", workspace.path("run"), "--dataset", workspace.path("none"))
        .assertFails(ErrorCode.DATA, "expected an ingested data set", "none");
  }
}
