package io.meanfield.worker;

import io.meanfield.worker.gpu.Gpu;
import io.meanfield.worker.gpu.MemoryLimits;
import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.TrainingException;
import io.meanfield.zoo.kernel.Kernels;
import org.nd4j.common.config.ND4JClassLoading;
import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.factory.Nd4jBackend;

/** Starts ND4J's CUDA backend on one GPU, or says why it does not start. */
final class CudaProcess {
  private static final String EXECUTIONER =
      "org.nd4j.linalg.jcublas.ops.executioner.CudaExecutioner";

  /** ND4J's numbers of kinds of memory and of devices. */
  private static final int HOST = 0;

  private static final int FIRST_DEVICE = 0;

  private CudaProcess() {}

  /**
   * Makes all but one GPU invisible to this process and loads ND4J.
   *
   * @return what it computes with, in words
   */
  static String start(Gpu gpu, MemoryLimits limits) {
    BackendLoader.choose(Backend.CUDA);
    NativeEnvironment.set("CUDA_VISIBLE_DEVICES", gpu.uuid());
    NativeEnvironment.set("OMP_NUM_THREADS", "1");
    System.setProperty("org.bytedeco.javacpp.maxbytes", limits.hostMib() + "m");
    System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", limits.processMib() + "m");
    System.setProperty("opexec", EXECUTIONER);
    try {
      requireRunning();
      Environment environment = Nd4j.getEnvironment();
      requireOneDevice(environment, Nd4j.getAffinityManager().getNumberOfDevices());
      environment.setGroupLimit(HOST, limits.hostMib() << 20);
      environment.setDeviceLimit(FIRST_DEVICE, limits.deviceMib() << 20);
      return Kernels.describe() + ", " + gpu.kind();
    } catch (LinkageError | ReflectiveOperationException e) {
      throw failure("it does not load: " + rootOf(e), e);
    } catch (TrainingException e) {
      throw e;
    } catch (RuntimeException e) {
      throw failure("it does not start: " + rootOf(e), e);
    }
  }

  /** Asked directly, as ND4J would only say that there is no backend. */
  private static void requireRunning() throws ReflectiveOperationException {
    Class.forName(Backend.CUDA.className(), true, ND4JClassLoading.getNd4jClassloader())
        .asSubclass(Nd4jBackend.class)
        .getConstructor()
        .newInstance()
        .canRun();
  }

  private static void requireOneDevice(Environment environment, int numDevices) {
    if (environment.isCPU()) {
      throw failure("ND4J chose the CPU", null);
    }
    if (numDevices != 1) {
      throw failure("it sees %d devices".formatted(numDevices), null);
    }
  }

  private static TrainingException failure(String what, Throwable cause) {
    return new TrainingException(
        ErrorCode.CLUSTER,
        "expected ND4J for CUDA 11.6 to see exactly one GPU, but %s: see whether the host has the NVIDIA driver and CUDA 11.6, or build with mvn -Pcuda,cuda-redist package, which brings CUDA along"
            .formatted(what),
        cause);
  }

  /** ND4J and JavaCPP wrap what went wrong several times. */
  private static Throwable rootOf(Throwable thrown) {
    return thrown.getCause() == null ? thrown : rootOf(thrown.getCause());
  }
}
