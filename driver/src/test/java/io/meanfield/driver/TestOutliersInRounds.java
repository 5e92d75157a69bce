package io.meanfield.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meanfield.worker.protocol.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rounds that may leave deltas out, of tables of numbers. */
@Tag("cluster")
@ExtendWith(LocalSpark.class)
class TestOutliersInRounds {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ROWS = 64;
  private static final int EPOCHS = 2;

  @TempDir Path folder;
  private Workspace workspace;

  @BeforeEach
  void prepare() {
    workspace = Workspace.withTable(folder);
    workspace.configure("label: label", "targets: [label]");
    workspace.configure("split: {validation: 0.2, test: 0.2}", "split: {validation: 0, test: 0}");
    workspace.configure("replicas: 2", "replicas: 4");
    workspace.configure("epochs: 1", "epochs: " + EPOCHS);
    writeTable(1);
  }

  @Test
  void aTargetOutOfThisWorldEndsARunThatHasNotBeenToldOtherwise() {
    writeTable(3e38);
    workspace.run("train").assertFails(ErrorCode.DIVERGED, "expected a finite loss");
  }

  @ParameterizedTest
  @ValueSource(doubles = {3e38, 1e6})
  void aReplicaThatMeetsItIsLeftOutOfItsRoundAndNamed(double odd) throws Exception {
    writeTable(odd);
    workspace.run("train", "sync.outlier=100").assertSucceeds();
    List<JsonNode> events = events();
    List<JsonNode> absent = named("replicas-absent", events);
    assertEquals(EPOCHS, absent.size(), absent::toString); // one round an epoch meets it
    for (JsonNode event : absent) {
      assertEquals(1, event.get("left-out").size());
      assertEquals(0, event.get("missing").size());
    }
    int unseen = EPOCHS * 2 * 4; // the steps of a round, the examples of a batch
    assertEquals(EPOCHS * ROWS - unseen, examples(events));
  }

  @Test
  void aRunThatOnlyLooksForOutliersHasTheBytesOfOneThatDoesNot() {
    CommandResult usual = workspace.run("train");
    CommandResult looking =
        workspace.run("train", "sync.outlier=1e6", "run.folder=" + workspace.path("looking"));
    assertFalse(sha(usual).isEmpty());
    assertEquals(sha(usual), sha(looking));
  }

  @Test
  void aRunWhoseDeltasAreAllLeftOutHasDiverged() {
    workspace
        .run("train", "sync.outlier=100", "training.optimizer.learning-rate=1e38")
        .assertFails(ErrorCode.DIVERGED, "expected a finite delta of some replica");
  }

  /** One target is odd. */
  private void writeTable(double odd) {
    StringBuilder csv = new StringBuilder("x,y,label\n");
    for (int i = 0; i < ROWS; i++) {
      csv.append("%d.5,%d,%s\n".formatted(i % 7, i % 5, i == ROWS / 2 ? odd : i % 2));
    }
    workspace.write("train.csv", csv.toString().getBytes());
  }

  private List<JsonNode> events() throws IOException {
    List<JsonNode> events = new ArrayList<>();
    String file = workspace.find("run/events", "attempt-1.jsonl");
    for (String line : new String(workspace.read(file)).lines().toList()) {
      events.add(JSON.readTree(line));
    }
    return events;
  }

  private static List<JsonNode> named(String name, List<JsonNode> events) {
    return events.stream().filter(event -> event.get("event").asText().equals(name)).toList();
  }

  private static long examples(List<JsonNode> events) {
    return named("round-committed", events).stream()
        .mapToLong(event -> event.get("examples").asLong())
        .sum();
  }

  private static List<String> sha(CommandResult result) {
    return result.out().lines().filter(line -> line.startsWith("result.parameters")).toList();
  }
}
