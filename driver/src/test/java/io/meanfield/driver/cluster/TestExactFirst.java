package io.meanfield.driver.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.worker.protocol.ErrorCode;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that begins exactly and goes on in rounds gives the same bytes wherever and however. */
@Tag("cluster")
class TestExactFirst {

  /** Of 27 steps an epoch; exact rounds end after steps 27 and 40, then come rounds of 5. */
  private static final String[] OVERRIDES = {
    "training.replicas=3",
    "training.batch-size=16",
    "training.epochs=3",
    "sync.strategy=diloco",
    "sync.local-steps=5",
    "sync.outer-momentum=0.5",
    "model.dropout=0.2",
    "checkpoint.every-rounds=2"
  };

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

  /** A checkpoint follows rounds 2 (the hand-over is to come) and 4 (it is past). */
  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void whenTheDriverIsKilledAndTheRunResumed(int round) throws Exception {
    String name = "resumed-" + round;
    TrainingProcess first = run(name, "local[2]");
    first.await(line -> line.contains("round " + round + "/"));
    first.kill();
    TrainingProcess second = run(name, "local[1]");
    assertEquals(expected, second.result());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void whenAnExecutorIsKilled(int round) throws Exception {
    try (SparkCluster cluster = new SparkCluster(folder.resolve("cluster-" + round), 2)) {
      TrainingProcess training = run("killed-" + round, cluster.master());
      training.await(line -> line.contains("round " + round + "/"));
      cluster.executors().get(0).destroyForcibly();
      assertEquals(expected, training.result());
    }
  }

  @Test
  void exactStepsMakeADifference() throws Exception {
    assertNotEquals(expected, runs("0 steps").start(folder, "rounds", "local[2]").result());
  }

  @Test
  void dynamicAllocationIsRefused() throws Exception {
    TrainingProcess training = run("dynamic", "local[2]", "spark.dynamicAllocation.enabled=true");
    assertEquals(ErrorCode.CONFIGURATION.exitCode(), training.exitCode());
    assertTrue(training.printed("sync.exact-first) needs executors that stay"));
  }

  private static TrainingProcess run(String name, String master, String... sparkSettings)
      throws Exception {
    return runs("40 steps").start(folder, name, master, sparkSettings);
  }

  private static SmallRuns runs(String exactFirst) {
    String[] overrides = Arrays.copyOf(OVERRIDES, OVERRIDES.length + 1);
    overrides[OVERRIDES.length] = "sync.exact-first=" + exactFirst;
    return new SmallRuns("conf/digits-lenet.yaml", overrides);
  }
}
