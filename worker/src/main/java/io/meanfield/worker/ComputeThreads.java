package io.meanfield.worker;

import com.sun.jna.Platform;
import io.meanfield.worker.gpu.Gpu;
import io.meanfield.worker.gpu.MemoryLimits;
import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.TrainingException;
import io.meanfield.zoo.FencedExecutioner;
import io.meanfield.zoo.kernel.Kernels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the native libraries, before the first ND4J class loads them, how many threads a task slot
 * has and which are the fastest kernels of this CPU. They read the process's environment as they
 * load, so it is set there. OpenBLAS has one thread in any case: its pool would fight with that of
 * OpenMP, which the kernels and ND4J share. Executors with a GPU are prepared for that instead. May
 * be called from any thread, any number of times; the first call counts.
 */
public final class ComputeThreads {
  private static final Logger LOG = LoggerFactory.getLogger(ComputeThreads.class);
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private ComputeThreads() {}

  private static Backend backend = Backend.CPU;
  private static String kernels;

  /**
   * Prepares this process if it is not yet prepared.
   *
   * @throws TrainingException with code CONFIGURATION if the class path lacks ND4J for the CPU;
   *     with code CLUSTER if CUDA is asked for where no GPU was prepared
   */
  public static synchronized void prepare(ComputeConfig config) {
    if (config.backend() == Backend.CUDA && backend == Backend.CPU) {
      throw new TrainingException(
          ErrorCode.CLUSTER,
          "expected an executor that was given a GPU as it started, found one without: leave io.meanfield.worker.spark.GpuPlugin among spark.plugins");
    }
    if (kernels == null) {
      kernels = prepareProcess(config.threadsPerTask());
    }
  }

  /**
   * Has this process compute on one GPU, if it computes on nothing yet.
   *
   * @throws TrainingException with code CLUSTER or CONFIGURATION if CUDA does not start here
   */
  public static synchronized void prepare(Gpu gpu, MemoryLimits limits) {
    if (kernels != null) {
      throw new IllegalStateException(
          "expected a process that computes on nothing yet, found one with " + kernels);
    }
    kernels = CudaProcess.start(gpu, limits);
    backend = Backend.CUDA;
    LOG.info("Compute: {}, {}", kernels, limits.words());
  }

  /**
   * The kernels chosen, in words: equal words on two machines stand for equal bytes. Prepares this
   * process as usual if nobody did.
   */
  public static synchronized String kernels() {
    prepare(ComputeConfig.USUAL);
    return kernels;
  }

  private static String prepareProcess(int threads) {
    BackendLoader.choose(Backend.CPU);
    Optional<String> coreType = coreType();
    if (Platform.isWindows()) {
      LOG.warn(
          "On Windows set OMP_NUM_THREADS={} and OPENBLAS_NUM_THREADS=1 before Java starts",
          threads);
      return "openblas default";
    }
    NativeEnvironment.set("OMP_NUM_THREADS", Integer.toString(threads));
    NativeEnvironment.set("OMP_WAIT_POLICY", "passive");
    NativeEnvironment.set("OPENBLAS_NUM_THREADS", "1");
    coreType.ifPresent(type -> NativeEnvironment.set("OPENBLAS_CORETYPE", type));
    System.setProperty("opexec", FencedExecutioner.class.getName());
    tellNd4j(threads);
    String chosen = Kernels.describe() + ", openblas " + coreType.orElse("default");
    LOG.info("Compute: {} thread(s) a task slot, {} on {}", threads, chosen, cpuName());
    return threads == 1 ? chosen : chosen + ", " + threads + " threads";
  }

  /** ND4J takes its own counts from Java's copy of the environment, which is older. */
  private static void tellNd4j(int threads) {
    Nd4j.getEnvironment().setMaxThreads(threads);
    Nd4j.getEnvironment().setMaxMasterThreads(threads);
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
    Nd4j.factory().blas().setMaxThreads(1);
  }

  /** OpenBLAS picks Haswell kernels on CPUs newer than itself although they have AVX-512. */
  private static Optional<String> coreType() {
    return cpuInfo("flags")
        .map(
            flags ->
                (" " + flags + " ").contains(" avx512f ")
                    && (" " + flags + " ").contains(" avx512dq "))
        .filter(hasAvx512 -> hasAvx512)
        .map(hasAvx512 -> "SKYLAKEX");
  }

  private static String cpuName() {
    return cpuInfo("model name").orElse(System.getProperty("os.arch"));
  }

  private static Optional<String> cpuInfo(String key) {
    if (!Files.isReadable(CPU_INFO)) {
      return Optional.empty();
    }
    try (var lines = Files.lines(CPU_INFO)) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
