package io.meanfield.worker.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.TrainingException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GPUs that ND4J's release cannot use are refused before anything of CUDA is loaded. */
@Tag("unit")
class TestCudaRelease {

  @ParameterizedTest
  @ValueSource(strings = {"3.7", "5.0", "7.0", "8.0", "8.6", "8.9"})
  void runsOnGenerationsThatItHasCodeFor(String capability) {
    CudaRelease.requireFits(gpu(capability, "535.104.05", 16000), 4096);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.5", "9.0", "10.0", "12.0"})
  void refusesOlderAndNewerOnes(String capability) {
    assertEquals(
        "expected a GPU with compute capability 3.7 to 8.9, which ND4J 1.0.0-M2.1 for CUDA 11.6 has code for, found A Kind with compute capability %s: give the run other GPUs or choose compute.backend: cpu"
            .formatted(capability),
        refusal(gpu(capability, "535.104.05", 16000)));
  }

  @Test
  void refusesAnOldDriver() {
    assertEquals(
        "expected an NVIDIA driver of version 450.80.02 or newer for ND4J 1.0.0-M2.1 for CUDA 11.6, found 450.51.06: update it",
        refusal(gpu("8.6", "450.51.06", 16000)));
  }

  @ParameterizedTest
  @CsvSource({"450.80.02", "450.119.03", "510.39.01", "1000.1"})
  void comparesDriversNumberByNumber(String driver) {
    CudaRelease.requireFits(gpu("8.6", driver, 16000), 4096);
  }

  @Test
  void refusesAGpuThatIsInUse() {
    assertEquals(
        "expected 4096 MiB of free memory (compute.gpu-mib) on A Kind, found 4095 of 24000: end what else uses the GPU, or lower compute.gpu-mib",
        refusal(gpu("8.6", "535.104.05", 4095)));
  }

  private static String refusal(Gpu gpu) {
    TrainingException e =
        assertThrows(TrainingException.class, () -> CudaRelease.requireFits(gpu, 4096));
    assertEquals(ErrorCode.CLUSTER, e.code());
    return e.getMessage();
  }

  private static Gpu gpu(String capability, String driver, long freeMib) {
    return new Gpu(
        "u",
        "A Kind",
        new DottedNumber(capability),
        new DottedNumber(driver),
        new Gpu.Memory(24000, freeMib));
  }
}
