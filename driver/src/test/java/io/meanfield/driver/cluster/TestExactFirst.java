package io.meanfield.driver.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.worker.protocol.ErrorCode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that begins exactly and goes on in rounds gives the same bytes wherever and however. */
@Tag("cluster")
class TestExactFirst {

  /** Of 27 steps an epoch; exact rounds end after steps 27 and 40, then come rounds of 5. */
  private static final SmallRuns RUNS =
      new SmallRuns(
          "conf/digits-lenet.yaml",
          "training.replicas=3",
          "training.batch-size=16",
          "training.epochs=3",
          "sync.strategy=diloco",
          "sync.local-steps=5",
          "sync.outer-momentum=0.5",
          "sync.exact-first=40 steps",
          "model.dropout=0.2",
          "checkpoint.every-rounds=2");

  @TempDir static Path folder;
  private static String expected;

  @BeforeAll
  static void runOnOneCore() throws Exception {
    TrainingProcess training = run("local-1", "local[1]");
    expected = training.result();
    assertTrue(training.printed("epoch 1/3  round 1/"));
    assertTrue(training.printed("epoch 2/3  round 2/"));
    assertTrue(training.printed("round 11/11")); // 27, 13; 5, 5, 4; 5, 5, 5, 5, 5, 2
  }

  /** A checkpoint follows round 2: the hand-over is to come. */
  @Test
  void whenTheDriverIsKilledAndTheRunResumed() throws Exception {
    TrainingProcess first = run("resumed", "local[2]");
    first.await(line -> line.contains("round 3/"));
    first.kill();
    TrainingProcess second = run("resumed", "local[1]");
    assertEquals(expected, second.result());
  }

  @Test
  void whenAnExecutorIsKilled() throws Exception {
    try (SparkCluster cluster = new SparkCluster(folder.resolve("cluster"), 2)) {
      TrainingProcess training = run("killed", cluster.master());
      training.await(line -> line.contains("round 3/"));
      cluster.executors().get(0).destroyForcibly();
      assertEquals(expected, training.result());
    }
  }

  @Test
  void exactStepsMakeADifference() throws Exception {
    String inRounds =
        RUNS.with("sync.exact-first=0 steps").start(folder, "rounds", "local[2]").result();
    assertNotEquals(expected, inRounds);
  }

  @Test
  void dynamicAllocationIsRefused() throws Exception {
    TrainingProcess training = run("dynamic", "local[2]", "spark.dynamicAllocation.enabled=true");
    assertEquals(ErrorCode.CONFIGURATION.exitCode(), training.exitCode());
    assertTrue(training.printed("sync.exact-first) needs executors that stay"));
  }

  private static TrainingProcess run(String name, String master, String... sparkSettings)
      throws Exception {
    return RUNS.start(folder, name, master, sparkSettings);
  }
}
