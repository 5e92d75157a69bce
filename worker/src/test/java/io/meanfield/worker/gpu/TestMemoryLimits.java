package io.meanfield.worker.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meanfield.worker.gpu.MemoryLimits.Container;
import io.meanfield.worker.protocol.TrainingException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestMemoryLimits {
  private static final Gpu GPU = Gpu.parse(FakeGpus.AMPERE);

  @Test
  void areWhatContainerAndDeviceLeave() {
    MemoryLimits limits = MemoryLimits.of(new Container(2048, 4096), GPU);
    assertEquals(new MemoryLimits(3072, 6144, 38976), limits);
    assertEquals(
        "at most 38976 MiB of arrays on the device and 3072 MiB on the host, 6144 MiB for the process",
        limits.words());
  }

  @Test
  void theLeastOverheadIsEnough() {
    assertEquals(512, MemoryLimits.of(new Container(1024, 1536), GPU).hostMib());
  }

  @Test
  void aContainerWithoutRoomForCudaIsRefused() {
    TrainingException e =
        assertThrows(TrainingException.class, () -> MemoryLimits.of(new Container(1024, 384), GPU));
    assertEquals(
        "expected spark.executor.memoryOverhead of at least 1536 MiB with compute.backend: cuda (1024 for Java and CUDA themselves), found 384 MiB: raise it",
        e.getMessage());
  }
}
