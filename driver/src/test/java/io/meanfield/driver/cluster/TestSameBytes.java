package io.meanfield.driver.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same run gives the same parameters to the byte, wherever it runs and whatever dies. */
@Tag("cluster")
class TestSameBytes {

  private static final SmallRuns RUNS =
      new SmallRuns(
          "conf/digits-lenet.yaml",
          "training.epochs=4",
          "sync.local-steps=3",
          "sync.strategy=diloco",
          "sync.outer-momentum=0.5",
          "model.dropout=0.2",
          "checkpoint.every-rounds=5");

  @TempDir static Path folder;
  private static String expected;

  private static SparkCluster cluster;

  @BeforeAll
  static void runOnOneCore() throws Exception {
    cluster = new SparkCluster(folder.resolve("cluster"), 2);
    expected = run("local-1", "local[1]").result();
  }

  @AfterAll
  static void endCluster() {
    cluster.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void onExecutorProcesses(int numExecutors) throws Exception {
    String cores = "spark.cores.max=" + numExecutors;
    assertEquals(expected, run("executors-" + numExecutors, cluster.master(), cores).result());
  }

  @Test
  void withDynamicAllocationAndSpeculation() throws Exception {
    TrainingProcess training =
        run(
            "dynamic",
            cluster.master(),
            "spark.dynamicAllocation.enabled=true",
            "spark.dynamicAllocation.shuffleTracking.enabled=true",
            "spark.dynamicAllocation.executorIdleTimeout=1s",
            "spark.dynamicAllocation.cachedExecutorIdleTimeout=1s",
            "spark.speculation=true",
            "spark.speculation.interval=10ms",
            "spark.speculation.multiplier=1.01",
            "spark.speculation.quantile=0.5",
            "spark.speculation.minTaskRuntime=1ms");
    assertEquals(expected, training.result());
  }

  @Test
  void whenTheDriverIsKilledAndTheRunResumed() throws Exception {
    TrainingProcess first = run("resumed", "local[2]");
    first.await(line -> line.contains("round 13/"));
    first.kill();
    TrainingProcess second = run("resumed", "local[2]");
    assertEquals(expected, second.result());
    assertTrue(second.printed("resuming after round"));
  }

  @Test
  void whenAnExecutorIsKilledInARound() throws Exception {
    TrainingProcess training = run("executor-killed", cluster.master());
    training.await(line -> line.contains("round 14/"));
    cluster.executors().get(0).destroyForcibly();
    assertEquals(expected, training.result());
  }

  private static TrainingProcess run(String name, String master, String... sparkSettings)
      throws Exception {
    return RUNS.start(folder, name, master, sparkSettings);
  }
}
