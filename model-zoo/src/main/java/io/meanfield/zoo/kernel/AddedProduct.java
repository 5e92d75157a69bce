package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.OneDnn.check;
import static io.meanfield.zoo.kernel.Workbench.F32;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * sums += lhs rhs for many left sides and one right side: what R adds to z at each step. In 32 bits
 * by oneDNN's sgemm, else by its matmul with a packed right side.
 */
final class AddedProduct implements Plans.Plan {
  private final RecurrentShape shape;
  private final long stride;
  private final Primitive turning;
  private final PackedProduct packed;

  /**
   * @param rhs R, [units, columns]
   */
  AddedProduct(Workbench bench, RecurrentShape shape, INDArray rhs) {
    this.shape = shape;
    boolean isExact = shape.type() == F32;
    stride = shape.columns() % 1024 == 0 ? shape.columns() + 16 : shape.columns();
    dnnl_memory_desc rowMajor =
        bench.strided(F32, new long[] {shape.units(), shape.columns()}, new long[] {stride, 1});
    turning = isExact ? bench.copying(bench.of(rhs), rowMajor) : null;
    packed = isExact ? null : packed(bench, rhs);
  }

  private PackedProduct packed(Workbench bench, INDArray rhs) {
    return new PackedProduct(
        bench,
        new PackedProduct.Sides(
            bench.dense(shape.type(), shape.batch(), shape.units()),
            bench.any(shape.type(), shape.units(), shape.columns()),
            shape.columnsOfGates(bench, F32, shape.batch())),
        bench.of(rhs),
        bench.accumulating());
  }

  /** What {@link #pack} writes. */
  long packedBytes() {
    return packed == null ? shape.units() * stride * Float.BYTES : packed.packedBytes();
  }

  void pack(long rhs, long to) {
    if (packed == null) {
      turning.run(rhs, to);
    } else {
      packed.pack(rhs, to);
    }
  }

  /**
   * @param lhs [batch, units]
   * @param rhs what was packed
   * @param sums of the first of the columns that R adds to
   */
  void run(long lhs, long rhs, long sums) {
    if (packed != null) {
      packed.run(lhs, rhs, sums);
      return;
    }
    long units = shape.units();
    check(
        dnnl.dnnl_sgemm(
            (byte) 'N',
            (byte) 'N',
            shape.batch(),
            shape.columns(),
            units,
            1,
            Floats.pointer(lhs, shape.batch() * units),
            units,
            Floats.pointer(rhs, units * stride),
            stride,
            1,
            Floats.pointer(sums, shape.batch() * shape.width()),
            shape.width()),
        "a step's product");
  }

  @Override
  public void close() {
    if (packed == null) {
      turning.close();
    } else {
      packed.close();
    }
  }
}
