package io.meanfield.worker;

import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.TrainingException;

/** What the arrays of a network live and are computed on. */
public enum Backend {
  /** The processor. */
  CPU("org/nd4j/linalg/cpu/nativecpu/CpuBackend.class"),
  /** One NVIDIA GPU a task. */
  CUDA("org/nd4j/linalg/jcublas/JCublasBackend.class");

  private final String classFile;

  Backend(String classFile) {
    this.classFile = classFile;
  }

  /**
   * Looks for ND4J's classes; none is loaded.
   *
   * @throws TrainingException with code CONFIGURATION if they are not on the class path
   */
  public void requireOnClassPath() {
    requireIn(Thread.currentThread().getContextClassLoader());
  }

  void requireIn(ClassLoader loader) {
    if (loader.getResource(classFile) == null) {
      throw new TrainingException(ErrorCode.CONFIGURATION, missing());
    }
  }

  private String missing() {
    return switch (this) {
      case CPU ->
          "expected ND4J for the CPU (nd4j-native) on the class path, which compute.backend: cpu and all drivers need, found it for CUDA alone or not at all: build Meanfield with its own profiles, which add CUDA to it";
      case CUDA ->
          "expected ND4J for CUDA (nd4j-cuda) on the class path for compute.backend: cuda, found none: build with mvn -Pcuda package, or choose cpu";
    };
  }

  /** The name of ND4J's class for it. */
  String className() {
    return classFile.replace(".class", "").replace('/', '.');
  }
}
