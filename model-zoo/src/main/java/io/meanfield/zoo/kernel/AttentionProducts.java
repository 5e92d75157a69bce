package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.OneDnn.ENGINE;
import static io.meanfield.zoo.kernel.OneDnn.check;
import static io.meanfield.zoo.kernel.Workbench.F32;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Products of matrices [batch, heads, rows, columns] and softmax over them, of parts of arrays. */
final class AttentionProducts {
  private final Workbench bench;

  AttentionProducts(Workbench bench) {
    this.bench = bench;
  }

  /** Some rows of each head as they lie. */
  static Strided rows(INDArray heads, long numRows) {
    long[] shape = heads.shape().clone();
    shape[2] = numRows;
    return new Strided(shape, heads.stride());
  }

  static Strided gapless(long... shape) {
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= shape[i];
    }
    return new Strided(shape, strides);
  }

  /** Bytes from the first row of a head to another one. */
  static long offset(INDArray heads, long row) {
    return row * heads.stride(2) * Float.BYTES;
  }

  /** output = lhs rhs, with attributes; run with the three in this order. */
  Operation product(Strided lhs, Strided rhs, Strided output, dnnl_primitive_attr attributes) {
    return builder(lhs, rhs, output, attributes).build();
  }

  /** output = scale lhs rhs + added, the last argument, repeated over heads and rows. */
  Operation product(Strided lhs, Strided rhs, Strided output, double scale, Strided added) {
    dnnl_memory_desc row = penalties(added, lhs);
    int place = scale == 1 ? 1 : 2;
    return builder(
            lhs, rhs, output, bench.attributes(Workbench.scaling(scale), Workbench.adding(row)))
        .with(dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE * place | dnnl.DNNL_ARG_SRC_1, row)
        .build();
  }

  /** Those of a batch [batch, 1, 1, keys], with as many dimensions as its products have. */
  private dnnl_memory_desc penalties(Strided added, Strided product) {
    long[] shape = product.shape();
    if (shape[0] > 1 && shape[1] > 1) {
      return bench.of(added);
    }
    int dropped = shape[1] == 1 ? 1 : 0;
    return bench.of(
        new Strided(without(added.shape(), dropped), without(added.strides(), dropped)));
  }

  private Operation.Builder builder(
      Strided lhs, Strided rhs, Strided output, dnnl_primitive_attr attributes) {
    boolean isNarrow = isNarrow(lhs) || isNarrow(rhs);
    dnnl_primitive_desc desc = new dnnl_primitive_desc();
    check(
        dnnl.dnnl_matmul_primitive_desc_create(
            desc,
            ENGINE,
            wanted(lhs, isNarrow),
            wanted(rhs, isNarrow),
            null,
            wanted(output, isNarrow),
            attributes),
        "a product of heads");
    return Operation.named("a product of heads", desc, bench)
        .input(dnnl.DNNL_ARG_SRC, desc(lhs), dnnl.dnnl_query_src_md)
        .input(dnnl.DNNL_ARG_WEIGHTS, desc(rhs), dnnl.dnnl_query_weights_md)
        .output(dnnl.DNNL_ARG_DST, desc(output), dnnl.dnnl_query_dst_md);
  }

  private static boolean isNarrow(Strided m) {
    return m.shape()[2] == 1 || m.shape()[3] == 1;
  }

  private dnnl_memory_desc desc(Strided matrices) {
    return bench.of(squeezed(matrices));
  }

  /**
   * As it lies if oneDNN reads it right: see {@link Strided#isReadRight}. What that cannot tell is
   * that vectors among the matrices lead it astray in all three.
   */
  private dnnl_memory_desc wanted(Strided matrices, boolean isNarrow) {
    Strided squeezed = squeezed(matrices);
    boolean isRight = isNarrow ? isWoven(squeezed) : squeezed.isReadRight();
    return isRight ? bench.of(squeezed) : bench.dense(F32, squeezed.shape());
  }

  /** Whether there are three dimensions, and rows lie further apart than matrices. */
  private static boolean isWoven(Strided m) {
    return m.shape().length == 3 && m.strides()[1] > m.strides()[0];
  }

  /** Without the dimension of heads or of the batch, if it is 1. */
  private static Strided squeezed(Strided m) {
    if (m.shape()[0] > 1 && m.shape()[1] > 1) {
      return m;
    }
    int dropped = m.shape()[1] == 1 ? 1 : 0;
    return new Strided(without(m.shape(), dropped), without(m.strides(), dropped));
  }

  private static long[] without(long[] values, int dropped) {
    return new long[] {values[1 - dropped], values[2], values[3]};
  }

  /** Whether results can be added to where they lie. */
  static boolean isAddable(INDArray heads) {
    return heads.stride(3) == 1 && heads.size(3) > 1 && squeezed(Strided.of(heads)).isReadRight();
  }

  /** A multiple of gapless memory; run with where it is and where it is to be. */
  Operation scaling(double factor, long... shape) {
    dnnl_memory_desc data = desc(gapless(shape));
    dnnl_primitive_desc desc = new dnnl_primitive_desc();
    check(
        dnnl.dnnl_eltwise_forward_primitive_desc_create(
            desc,
            ENGINE,
            dnnl.dnnl_forward_training,
            dnnl.dnnl_eltwise_linear,
            data,
            data,
            (float) factor,
            0,
            bench.attributes()),
        "a multiple of heads");
    return Operation.named("a multiple of heads", desc, bench)
        .with(dnnl.DNNL_ARG_SRC, data)
        .with(dnnl.DNNL_ARG_DST, data)
        .build();
  }

  /** Softmax in place over the last dimension of gapless memory; run with the place twice. */
  Operation softmax(long... shape) {
    dnnl_memory_desc data = desc(gapless(shape));
    return Operation.named("a softmax of heads", softmaxDesc(data, shape), bench)
        .with(dnnl.DNNL_ARG_SRC, data)
        .with(dnnl.DNNL_ARG_DST, data)
        .build();
  }

  private dnnl_primitive_desc softmaxDesc(dnnl_memory_desc data, long... shape) {
    dnnl_primitive_desc desc = new dnnl_primitive_desc();
    check(
        dnnl.dnnl_softmax_forward_primitive_desc_create(
            desc,
            ENGINE,
            dnnl.dnnl_forward_training,
            dnnl.dnnl_softmax_accurate,
            data,
            data,
            axis(shape),
            bench.attributes()),
        "a softmax of heads");
    return desc;
  }

  private static int axis(long... shape) {
    return shape[0] > 1 && shape[1] > 1 ? 3 : 2;
  }

  /** Its gradient in place; run with probabilities, gradient and gradient. */
  Operation softmaxGradient(long... shape) {
    dnnl_memory_desc data = desc(gapless(shape));
    dnnl_primitive_desc desc = new dnnl_primitive_desc();
    check(
        dnnl.dnnl_softmax_backward_primitive_desc_create(
            desc,
            ENGINE,
            dnnl.dnnl_softmax_accurate,
            data,
            data,
            data,
            axis(shape),
            bench.owned(softmaxDesc(data, shape)),
            bench.attributes()),
        "a gradient of a softmax of heads");
    return Operation.named("a gradient of a softmax of heads", desc, bench)
        .with(dnnl.DNNL_ARG_DST, data)
        .with(dnnl.DNNL_ARG_DIFF_DST, data)
        .with(dnnl.DNNL_ARG_DIFF_SRC, data)
        .build();
  }
}
