package io.meanfield.zoo.kernel;

import org.nd4j.linalg.api.buffer.DataType;

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
    Losses losses,
    Recurrence recurrence,
    Embeddings embeddings,
    LayerNorms layerNorms,
    Attention attention,
    Dropouts dropouts) {
  private static final Kernels REFERENCE =
      new Kernels(
          new Nd4jMatrices(),
          new Nd4jElementwise(),
          new Nd4jConvolutions(),
          new Nd4jPoolings(),
          new Nd4jBatchNorms(),
          new Nd4jLosses(),
          new Nd4jRecurrence(),
          new Nd4jEmbeddings(),
          new Nd4jLayerNorms(),
          new Nd4jAttention(),
          new Nd4jDropouts());

  /** Plain ND4J: any type, any backend. */
  public static Kernels reference() {
    return REFERENCE;
  }

  /** The fastest for arrays of a type on this machine. */
  public static Kernels of(DataType type, Precision precision) {
    Choice choice = Choice.made();
    Precision possible = choice.possible(precision);
    return type == DataType.FLOAT && choice.isOneDnn() ? oneDnn(possible) : REFERENCE;
  }

  static Kernels oneDnn(Precision precision) {
    return new Kernels(
        new OneDnnMatrices(precision),
        new OneDnnElementwise(),
        convolutions(precision),
        new OneDnnPoolings(),
        new OneDnnBatchNorms(),
        new OneDnnLosses(),
        new OneDnnRecurrence(precision),
        new OneDnnEmbeddings(),
        new OneDnnLayerNorms(),
        new OneDnnAttention(),
        new OneDnnDropouts());
  }

  /** Minimal filtering in 32 bits is as fast as direct convolutions in 16 but for matrix units. */
  private static Convolutions convolutions(Precision precision) {
    Convolutions direct = new OneDnnConvolutions(precision);
    boolean isDirectBest = precision == Precision.BF16 && OneDnn.hasMatrixUnits();
    return isDirectBest || !WinogradConvolutions.isPossible()
        ? direct
        : new WinogradConvolutions(direct);
  }

  /** What was chosen, in words: equal words on two machines stand for equal bytes. */
  public static String describe() {
    return Choice.made().words();
  }
}
