package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.OneDnn.ENGINE;
import static io.meanfield.zoo.kernel.OneDnn.check;
import static io.meanfield.zoo.kernel.Workbench.F32;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Products by oneDNN's matmul, which takes f32 operands as they lie, at full speed. */
final class OneDnnMatrices implements Matrices {

  private record Dense(Precision precision, Activation activation) {}

  private record Product(Precision precision) {}

  private final Precision precision;

  OneDnnMatrices(Precision precision) {
    this.precision = precision;
  }

  @Override
  public void dense(
      INDArray input, INDArray weights, INDArray bias, Activation activation, INDArray output) {
    Plans.Key key = Plans.Key.of(new Dense(precision, activation), input, weights, bias, output);
    Operation operation =
        Plans.get(
            key,
            bench -> operation(bench, bench.attributes(activation), input, weights, bias, output));
    if (bias == null) {
      operation.run(input, weights, output);
    } else {
      operation.run(input, weights, output, bias);
    }
  }

  @Override
  public void denseGradient(
      INDArray input, INDArray gradient, INDArray weightGradient, INDArray biasGradient) {
    product(input.transpose(), gradient, weightGradient);
    if (biasGradient != null) {
      sumOfRows(gradient, biasGradient);
    }
  }

  @Override
  public void product(INDArray lhs, INDArray rhs, INDArray output) {
    int rank = output.rank();
    if (output.stride(rank - 1) != 1 && output.stride(rank - 2) == 1) {
      rowMajorProduct(transpose(rhs), transpose(lhs), transpose(output));
    } else {
      rowMajorProduct(lhs, rhs, output);
    }
  }

  private void rowMajorProduct(INDArray lhs, INDArray rhs, INDArray output) {
    Plans.get(
            Plans.Key.of(new Product(precision), lhs, rhs, output),
            bench -> operation(bench, bench.attributes(), lhs, rhs, null, output))
        .run(lhs, rhs, output);
  }

  /** A product with a row of ones: oneDNN's own reduction is a hundred times slower. */
  @Override
  public void sumOfRows(INDArray rows, INDArray sums) {
    INDArray ones = Ones.row(rows.size(0));
    INDArray row = sums.reshape(1, sums.length());
    Plans.get(
            Plans.Key.of(new Product(Precision.F32), ones, rows, row),
            bench -> {
              OneDnnMatrices exact = new OneDnnMatrices(Precision.F32);
              return exact.operation(bench, bench.attributes(), ones, rows, null, row);
            })
        .run(ones, rows, row);
  }

  private Operation operation(
      Workbench bench,
      dnnl_primitive_attr attributes,
      INDArray lhs,
      INDArray rhs,
      INDArray bias,
      INDArray output) {
    dnnl_memory_desc to = result(bench, output);
    dnnl_memory_desc added = bias == null ? null : bench.row(bias);
    dnnl_primitive_desc desc = new dnnl_primitive_desc();
    check(
        dnnl.dnnl_matmul_primitive_desc_create(
            desc, ENGINE, operand(bench, lhs), operand(bench, rhs), added, to, attributes),
        "a product");
    var builder =
        Operation.named("a product", desc, bench)
            .input(dnnl.DNNL_ARG_SRC, bench.of(lhs), dnnl.dnnl_query_src_md)
            .input(dnnl.DNNL_ARG_WEIGHTS, bench.of(rhs), dnnl.dnnl_query_weights_md)
            .output(dnnl.DNNL_ARG_DST, bench.of(output), dnnl.dnnl_query_dst_md);
    return (bias == null ? builder : builder.with(dnnl.DNNL_ARG_BIAS, added)).build();
  }

  private dnnl_memory_desc operand(Workbench bench, INDArray array) {
    return precision == Precision.F32
        ? result(bench, array)
        : bench.matrices(Workbench.BF16, array.shape(), Layout.gaplessStrides(array));
  }

  private static dnnl_memory_desc result(Workbench bench, INDArray array) {
    return isReadRight(array) ? bench.of(array) : bench.dense(F32, array.shape());
  }

  /**
   * oneDNN 3.11 takes it for granted, in all but a few orders of dimensions, that there are no gaps
   * between the first dimension's parts, and silently reads and writes elsewhere if there are. What
   * it takes right are the orders of attention heads: matrices whose rows lie further apart than
   * the matrices do.
   */
  private static boolean isReadRight(INDArray array) {
    if (array.rank() < 4 || array.size(0) == 1) {
      return true;
    }
    boolean hasGaps = array.stride(0) != array.size(1) * array.stride(1);
    boolean areHeads =
        array.rank() == 4
            && array.size(1) > 1
            && (isFurtherApart(array, 2) || isFurtherApart(array, 3));
    return areHeads || !hasGaps;
  }

  private static boolean isFurtherApart(INDArray array, int dimension) {
    return array.size(dimension) > 1 && array.stride(dimension) > array.stride(1);
  }

  private static INDArray transpose(INDArray array) {
    int rank = array.rank();
    return array.swapAxes(rank - 2, rank - 1);
  }
}
