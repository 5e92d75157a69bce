package io.meanfield.driver.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What deltas and gradients leave behind in fewer bits outlives executors and drivers. */
@Tag("cluster")
class TestSameBytesOfWireFormats {
  @TempDir static Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "digits-lenet | local-steps | {format: top-k, share: 0.05}",
        "digits-exact | steps-per-round | {format: int8}"
      })
  void onLostExecutorsAndAfterALostDriver(String name, String length, String wire)
      throws Exception {
    SmallRuns runs =
        new SmallRuns(
            "conf/%s.yaml".formatted(name),
            "training.epochs=3",
            "sync.%s=3".formatted(length),
            "sync.wire=" + wire,
            "checkpoint.every-rounds=5");
    String expected = runs.start(folder, name, "local[1]").result();

    try (SparkCluster cluster = new SparkCluster(folder.resolve("cluster-" + name), 2)) {
      TrainingProcess training = runs.start(folder, name + "-killed", cluster.master());
      training.await(line -> line.contains("round 3/"));
      cluster.executors().get(0).destroyForcibly();
      training.await(line -> line.contains("round 6/"));
      training.kill();
    }
    TrainingProcess resumed = runs.start(folder, name + "-killed", "local[2]");
    assertEquals(expected, resumed.result());
    assertTrue(resumed.printed("resuming after round"));
  }
}
