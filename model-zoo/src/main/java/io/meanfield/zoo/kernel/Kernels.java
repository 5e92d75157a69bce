package io.meanfield.zoo.kernel;

import org.nd4j.linalg.api.buffer.DataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One implementation of all the mathematics. Kernels have no state of their own and may be used by
 * any thread.
 */
public record Kernels(
    Matrices matrices,
    Elementwise elementwise,
    Convolutions convolutions,
    Poolings poolings,
    BatchNorms batchNorms,
    Recurrence recurrence) {
  private static final Logger LOG = LoggerFactory.getLogger(Kernels.class);
  private static final Kernels REFERENCE =
      new Kernels(
          new Nd4jMatrices(),
          new Nd4jElementwise(),
          new Nd4jConvolutions(),
          new Nd4jPoolings(),
          new Nd4jBatchNorms(),
          new Nd4jRecurrence());

  private static final class Chosen {
    static final boolean IS_ONE_DNN = choose();
  }

  /** Plain ND4J: any type, any backend. */
  public static Kernels reference() {
    return REFERENCE;
  }

  /** The fastest for arrays of a type on this machine. */
  public static Kernels of(DataType type, Precision precision) {
    return type == DataType.FLOAT && Chosen.IS_ONE_DNN ? oneDnn(precision) : REFERENCE;
  }

  static Kernels oneDnn(Precision precision) {
    return new Kernels(
        new OneDnnMatrices(precision),
        new OneDnnElementwise(),
        new OneDnnConvolutions(precision),
        new OneDnnPoolings(),
        new OneDnnBatchNorms(),
        new OneDnnRecurrence(precision));
  }

  private static boolean choose() {
    try {
      LOG.info("Kernels: oneDNN {}", OneDnn.version());
      return true;
    } catch (LinkageError | RuntimeException e) {
      LOG.warn(
          "Kernels: plain ND4J, several times slower, because oneDNN does not load: {}",
          e.toString());
      return false;
    }
  }
}
