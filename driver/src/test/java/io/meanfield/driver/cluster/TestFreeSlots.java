package io.meanfield.driver.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.worker.protocol.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster that has no place for a run says so in time. */
@Tag("cluster")
class TestFreeSlots {

  @Test
  void aClusterWithoutAWorkerIsNotWaitedForLongerThanItsTimeout(@TempDir Path folder)
      throws Exception {
    try (SparkCluster cluster = new SparkCluster(folder, 0)) {
      TrainingProcess training =
          TrainingProcess.start(
              folder.resolve("log"),
              Seat.HERE,
              List.of(
                  "conf/digits-mlp.yaml",
                  "--master",
                  cluster.master(),
                  "run.folder=" + folder.resolve("run"),
                  "dataset.shards=" + folder.resolve("shards"),
                  "cluster.slot-timeout=3 s"));
      assertEquals(ErrorCode.CLUSTER.exitCode(), training.exitCode());
      assertTrue(
          training.printed(
              "error: waited 3 s for a free task slot for reading 1 splits of raw data, with 0 executors at spark://"));
    }
  }
}
