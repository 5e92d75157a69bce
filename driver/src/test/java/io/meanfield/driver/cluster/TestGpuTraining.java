package io.meanfield.driver.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.meanfield.worker.Backend;
import io.meanfield.worker.gpu.CudaRelease;
import io.meanfield.worker.gpu.Gpu;
import io.meanfield.worker.gpu.GpuQuery;
import io.meanfield.worker.protocol.TrainingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training on a GPU of this machine; skipped where there is none, or none that can be used. */
@Tag("cluster")
class TestGpuTraining {
  private static final int LEAST_MIB = 4096;

  @TempDir private Path folder;
  private Gpu gpu;

  @BeforeEach
  void findOne() {
    try {
      gpu = new GpuQuery("nvidia-smi", Duration.ofSeconds(30)).gpu("0");
      CudaRelease.requireFits(gpu, LEAST_MIB);
      Backend.CUDA.requireOnClassPath();
    } catch (TrainingException e) {
      abort("tests on a GPU are skipped: " + e.getMessage());
    }
  }

  @Test
  void aRunEndsWithTheSameBytesTwice() throws Exception {
    assertEquals(parameters("first"), parameters("second"));
  }

  private String parameters(String name) throws Exception {
    Path own = Files.createDirectory(folder.resolve(name));
    TrainingProcess training = new GpuRun(own).start();
    String parameters = training.result();
    assertTrue(training.printed(gpu.kind()));
    return parameters;
  }
}
