package io.meanfield.driver.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An exact run gives the same parameters to the byte, wherever it runs. What happens when something
 * dies: {@link TestKillSchedules}.
 */
@Tag("cluster")
class TestExactSameBytes {
  private static final SmallRuns RUNS =
      new SmallRuns(
          "conf/digits-exact.yaml",
          "training.replicas=3", // two ranks share them unevenly
          "training.epochs=3",
          "training.clip-norm=1",
          "sync.steps-per-round=9",
          "model.dropout=0.2",
          "checkpoint.every-rounds=3");

  private static final String[] SECRET = {
    "spark.authenticate=true",
    "spark.authenticate.secret=a-secret-of-the-test",
    "spark.master.rest.enabled=false", // it refuses secrets
    "spark.network.crypto.enabled=true"
  };

  @TempDir static Path folder;
  private static String expected;

  @BeforeAll
  static void runOnOneRank() throws Exception {
    expected = run("local-1", "local[1]").result();
  }

  @Test
  void onTwoRanksOfOneProcess() throws Exception {
    assertEquals(expected, run("local-2", "local[2]").result());
  }

  @Test
  void onTwoExecutorsWithAuthenticationAndEncryption() throws Exception {
    Path home = folder.resolve("cluster-secret");
    try (SparkCluster cluster = SparkCluster.with(home, 2, SECRET)) {
      assertEquals(expected, run("secret", cluster.master(), SECRET).result());
    }
  }

  @Test
  void aLossThatIsNoNumberEndsTheRunAtOnce() throws Exception {
    TrainingProcess training =
        new SmallRuns("conf/digits-exact.yaml", "training.optimizer.learning-rate=1e20")
            .start(folder, "diverging", "local[2]");
    assertEquals(7, training.exitCode());
    assertTrue(training.printed("expected a finite loss"));
  }

  private static TrainingProcess run(String name, String master, String... sparkSettings)
      throws Exception {
    return RUNS.start(folder, name, master, sparkSettings);
  }
}
