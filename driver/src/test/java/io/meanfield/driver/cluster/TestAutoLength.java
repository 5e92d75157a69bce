package io.meanfield.driver.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that chooses the length of its rounds does so once. */
@Tag("cluster")
class TestAutoLength {
  private static final SmallRuns RUNS =
      new SmallRuns(
          "conf/digits-lenet.yaml",
          "training.epochs=12",
          "sync.local-steps=auto",
          "checkpoint.every-rounds=6",
          "checkpoint.keep=100");

  @Test
  void theChoiceIsToldKeptAndNotMadeAgain(@TempDir Path folder) throws Exception {
    TrainingProcess whole = RUNS.start(folder, "auto", "local[2]");
    String expected = whole.result();
    assertTrue(whole.printed("local-steps: auto takes "));
    assertTrue(whole.printed(" local steps a round: ("));
    assertEquals(1, events(folder).stream().filter(TestAutoLength::isChoice).count());

    Path checkpoints = folder.resolve("run-auto/checkpoints");
    for (Path checkpoint : children(checkpoints)) {
      if (!checkpoint.endsWith("round-0000000012")) { // the first after the tenth round
        delete(checkpoint);
      }
    }
    TrainingProcess resumed = RUNS.start(folder, "auto", "local[1]");
    assertEquals(expected, resumed.result());
    assertTrue(resumed.printed("resuming after round 12 of "));
    assertFalse(resumed.printed("local-steps: auto takes "));
  }

  private static boolean isChoice(String event) {
    return event.contains("\"event\":\"local-steps-chosen\"")
        && event.contains("\"overhead\":0.05")
        && event.contains("\"step-seconds\":");
  }

  private static List<String> events(Path folder) throws IOException {
    return Files.readAllLines(folder.resolve("run-auto/events/attempt-1.jsonl"));
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
