package io.meanfield.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.worker.protocol.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad data, and what runs cannot go on with: a message, an exit code, and nothing half-written. */
@Tag("cluster")
@ExtendWith(LocalSpark.class)
class TestBadInput {
  @TempDir private Path folder;

  @AfterEach
  void nothingIsLeftUnfinished() {
    assertEquals(List.of(), new Workspace(folder).leftovers());
  }

  static Stream<Arguments> badTables() {
    return Stream.of(
        table(
            "a missing column",
            w -> w.write("train.csv", "x,z,label\n1,2,a\n".getBytes()),
            "train.csv",
            "expected the column y, found the columns [x, z, label]"),
        table(
            "no text",
            w -> w.write("train.csv", latin1("x,y,label\n1,2,\u00e9\n")),
            "train.csv, line 2",
            "UTF-8"),
        table(
            "no number",
            w -> w.write("train.csv", "x,y,label\n1,2,a\n1,two,b\n".getBytes()),
            "train.csv, line 3",
            "two"),
        table(
            "no records",
            w -> w.write("train.csv", "x,y,label\n".getBytes()),
            "expected records in",
            "train.csv"),
        table("no bytes", w -> w.write("train.csv", new byte[0]), "train.csv", "found 0 bytes"),
        table(
            "too few for a part",
            w -> w.write("train.csv", "x,y,label\n1,2,a\n".getBytes()),
            "expected examples in the"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badTables")
  void badTablesAreNotPublished(String what, Consumer<Workspace> damage, List<String> fragments) {
    Workspace workspace = Workspace.withTable(folder);
    damage.accept(workspace);
    workspace.run("ingest").assertFails(ErrorCode.DATA, fragments.toArray(String[]::new));
    assertEquals(Set.of("conf.yaml", "train.csv"), workspace.names(""));
  }

  static Stream<Arguments> badImages() {
    return Stream.of(
        table(
            "truncated images",
            w -> truncate(w, "images", 500),
            "images",
            "expected 976 bytes",
            "found 500"),
        table(
            "truncated labels",
            w -> truncate(w, "labels", 20),
            "labels",
            "expected 68 bytes",
            "found 20"),
        table(
            "a wrong magic number",
            w -> w.flip("images", 3),
            "expected the magic number 0x00000803",
            "found 0x00000802"),
        table(
            "a label out of range",
            w -> setByte(w, "labels", 12, 7),
            "labels, record 5",
            "expected a label from 0 to 1, found 7"),
        table(
            "labels for images",
            w -> w.write("images", w.read("labels")),
            "expected the magic number 0x00000803"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badImages")
  void badImagesAreNotPublished(String what, Consumer<Workspace> damage, List<String> fragments) {
    Workspace workspace = Workspace.withImages(folder);
    damage.accept(workspace);
    workspace.run("ingest").assertFails(ErrorCode.DATA, fragments.toArray(String[]::new));
    assertEquals(Set.of("conf.yaml", "images", "labels"), workspace.names(""));
  }

  @Test
  void aModelForOtherDataIsRefused() {
    Workspace workspace = Workspace.withImages(folder);
    workspace
        .run("train", "model={name: text-cnn}")
        .assertFails(
            ErrorCode.CONFIGURATION,
            "model: expected token sequences for the model text-cnn, found images of 4 x 4 x 1");
    assertEquals(Set.of("conf.yaml", "images", "labels", "shards"), workspace.names(""));
  }

  @Test
  void augmentationThatDoesNotFitTheImagesIsRefused() {
    Workspace workspace = Workspace.withImages(folder);
    workspace
        .run("train", "training.augmentation={crop-padding: 4, cutout: 5}")
        .assertFails(
            ErrorCode.CONFIGURATION,
            "training.augmentation: expected crop-padding below the images' shorter side of 4 pixels, found 4;"
                + " expected cutout of at most the images' shorter side of 4 pixels, found 5");
    assertEquals(Set.of("conf.yaml", "images", "labels", "shards"), workspace.names(""));
  }

  @Test
  void moreReplicasThanExamplesAreRefused() {
    Workspace workspace = Workspace.withTable(folder);
    workspace
        .run("train", "training.replicas=61")
        .assertFails(ErrorCode.CONFIGURATION, "training.replicas: expected at most", "61 replicas");
    assertEquals(Set.of("conf.yaml", "train.csv", "shards"), workspace.names(""));
  }

  @Test
  void aLossThatIsNoNumberStopsTheRun() {
    Workspace workspace = Workspace.withTable(folder);
    workspace.configure("[x, y], label: label", "[x], targets: [y]");
    CommandResult result =
        workspace.run("train", "training.optimizer.learning-rate=1e30", "training.epochs=9");
    result.assertFails(ErrorCode.DIVERGED, "expected a finite loss, found", "epoch 1, step");
    assertTrue(new String(workspace.read("run/events/attempt-1.jsonl")).contains("DIVERGED"));
    assertEquals(Set.of("config.yaml", "manifest.json", "events"), workspace.names("run"));
  }

  @Test
  void verboseAddsTheStackTrace() {
    Workspace workspace = Workspace.withTable(folder);
    workspace.write("train.csv", new byte[0]);
    CommandResult result = workspace.run("ingest", "--verbose");
    assertEquals(ErrorCode.DATA.exitCode(), result.exitCode());
    assertTrue(result.err().startsWith("error: expected the file"), result::err);
    assertTrue(result.err().contains("\tat io.meanfield."), result::err);
  }

  private static Arguments table(String what, Consumer<Workspace> damage, String... fragments) {
    return Arguments.of(what, damage, List.of(fragments));
  }

  private static void truncate(Workspace workspace, String name, int length) {
    workspace.write(name, Arrays.copyOf(workspace.read(name), length));
  }

  private static void setByte(Workspace workspace, String name, int position, int value) {
    byte[] content = workspace.read(name);
    content[position] = (byte) value;
    workspace.write(name, content);
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
