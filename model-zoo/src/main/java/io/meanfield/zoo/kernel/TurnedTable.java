package io.meanfield.zoo.kernel;

import io.meanfield.zoo.kernel.Plans.Plan;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A table brought into row-major order, and back, in memory of its thread. */
final class TurnedTable implements Plan {

  /** How a plan for a table is found. */
  enum Kind {
    TURNED_TABLE
  }

  private final NativeMemory handover;
  private final long numBytes;
  private final Primitive taking;
  private final Primitive giving;

  private TurnedTable(Workbench bench, INDArray table) {
    handover = bench.handover;
    numBytes = table.length() * Float.BYTES;
    handover.reserve(numBytes);
    var rowMajor = bench.dense(Workbench.F32, table.shape());
    taking = bench.copying(bench.of(table), rowMajor);
    giving = bench.copying(rowMajor, bench.of(table));
  }

  static TurnedTable of(INDArray table) {
    return Plans.get(
        Plans.Key.of(Kind.TURNED_TABLE, table), bench -> new TurnedTable(bench, table));
  }

  /** Where the rows of a table are. */
  long take(INDArray table) {
    taking.run(Layout.address(table), handover.address());
    return handover.address();
  }

  /** Where rows of zeros are. */
  long zeros() {
    NativeMemory.fillWithZeros(handover.address(), numBytes);
    return handover.address();
  }

  /** Writes the rows into a table. */
  void give(INDArray table) {
    giving.run(handover.address(), Layout.address(table));
  }

  @Override
  public void close() {
    taking.close();
    giving.close();
  }
}
