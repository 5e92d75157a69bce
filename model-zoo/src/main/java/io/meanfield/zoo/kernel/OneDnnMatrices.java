package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.OneDnn.ENGINE;
import static io.meanfield.zoo.kernel.OneDnn.check;
import static io.meanfield.zoo.kernel.Workbench.F32;

import java.util.Optional;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Products by oneDNN's matmul, which takes f32 operands as they lie, at full speed; large ones by
 * its sgemm.
 */
final class OneDnnMatrices implements Matrices {

  /** Which operand of a product is transposed. */
  private enum Form {
    PLAIN,
    LHS_TRANSPOSED,
    RHS_TRANSPOSED
  }

  private enum Tile {
    PRODUCT,
    CORRELATION,
    ADDED_CORRELATION
  }

  private record Dense(Precision precision, Activation activation) {}

  private record Added(Precision precision) {}

  private record Product(Precision precision, Form form) {}

  private final Precision precision;

  OneDnnMatrices(Precision precision) {
    this.precision = precision;
  }

  @Override
  public DataType operandType(DataType type) {
    return precision == Precision.F32 ? type : DataType.BFLOAT16;
  }

  @Override
  public void dense(
      INDArray input, INDArray weights, INDArray bias, Activation activation, INDArray output) {
    Operation operation =
        Plans.get(
            Plans.Key.of(new Dense(precision, activation), input, weights, bias, output),
            bench -> dense(bench, bench.attributes(activation), input, weights, bias, output));
    run(operation, input, weights, bias, output);
  }

  @Override
  public void addDense(INDArray input, INDArray weights, INDArray bias, INDArray sum) {
    Operation operation =
        Plans.get(
            Plans.Key.of(new Added(precision), input, weights, bias, sum),
            bench -> dense(bench, bench.accumulating(), input, weights, bias, sum));
    run(operation, input, weights, bias, sum);
  }

  private Operation dense(
      Workbench bench,
      dnnl_primitive_attr attributes,
      INDArray input,
      INDArray weights,
      INDArray bias,
      INDArray output) {
    return gemm(bench, input, weights, output)
        .flatMap(gemm -> gemm.forward(attributes, bias))
        .orElseGet(
            () ->
                operation(
                    bench,
                    attributes,
                    new Factors(Strided.of(input), Strided.of(weights)),
                    bias,
                    Strided.of(output)));
  }

  private static void run(
      Operation operation, INDArray input, INDArray weights, INDArray bias, INDArray output) {
    if (bias == null) {
      operation.run(input, weights, output);
    } else {
      operation.run(input, weights, output, bias);
    }
  }

  private Optional<OneDnnGemm> gemm(
      Workbench bench, INDArray input, INDArray weights, INDArray output) {
    boolean isCandidate = precision == Precision.F32 && input.rank() == 2;
    return isCandidate
        ? Optional.of(new OneDnnGemm(bench, input, weights, output))
        : Optional.empty();
  }

  @Override
  public void denseGradient(
      INDArray input, INDArray gradient, INDArray weightGradient, INDArray biasGradient) {
    product(Form.LHS_TRANSPOSED, input, gradient, weightGradient);
    if (biasGradient != null) {
      sumOfRows(gradient, biasGradient);
    }
  }

  @Override
  public void denseInputGradient(INDArray gradient, INDArray weights, INDArray inputGradient) {
    product(Form.RHS_TRANSPOSED, gradient, weights, inputGradient);
  }

  @Override
  public void product(INDArray lhs, INDArray rhs, INDArray output) {
    product(Form.PLAIN, lhs, rhs, output);
  }

  private void product(Form form, INDArray lhs, INDArray rhs, INDArray output) {
    Plans.get(
            Plans.Key.of(new Product(precision, form), lhs, rhs, output),
            bench ->
                large(bench, form, lhs, rhs, output)
                    .orElseGet(() -> small(bench, factors(form, lhs, rhs), Strided.of(output))))
        .run(lhs, rhs, output);
  }

  private Optional<Operation> large(
      Workbench bench, Form form, INDArray lhs, INDArray rhs, INDArray output) {
    return switch (form) {
      case PLAIN ->
          gemm(bench, lhs, rhs, output).flatMap(gemm -> gemm.forward(bench.attributes(), null));
      case LHS_TRANSPOSED ->
          gemm(bench, lhs, output, rhs).flatMap(gemm -> gemm.weightGradient(output));
      case RHS_TRANSPOSED -> gemm(bench, output, rhs, lhs).flatMap(OneDnnGemm::inputGradient);
    };
  }

  /** As (rhs' lhs')' where the output lies column by column: oneDNN writes rows. */
  private Operation small(Workbench bench, Factors factors, Strided output) {
    int rank = output.shape().length;
    boolean isTurned = output.strides()[rank - 1] != 1 && output.strides()[rank - 2] == 1;
    return operation(
        bench,
        bench.attributes(),
        isTurned ? factors.turned() : factors,
        null,
        isTurned ? output.transposed() : output);
  }

  /**
   * Two matrices to be multiplied.
   *
   * @param areTurned whether the operation is given the right one first
   */
  private record Factors(Strided lhs, Strided rhs, boolean areTurned) {
    Factors(Strided lhs, Strided rhs) {
      this(lhs, rhs, false);
    }

    Factors turned() {
      return new Factors(rhs.transposed(), lhs.transposed(), true);
    }
  }

  private static Factors factors(Form form, INDArray lhs, INDArray rhs) {
    Strided left = Strided.of(lhs);
    Strided right = Strided.of(rhs);
    return new Factors(
        form == Form.LHS_TRANSPOSED ? left.transposed() : left,
        form == Form.RHS_TRANSPOSED ? right.transposed() : right);
  }

  /** Of (seen, filters, made): made[t, p, k] = sum of seen[t, p, c] filters[p, c, k] over c. */
  Operation tileProduct(INDArray seen, INDArray filters, INDArray made) {
    return Plans.get(
        Plans.Key.of(Tile.PRODUCT, seen, filters, made),
        bench -> {
          Factors factors = new Factors(Strided.of(seen).byPosition(), Strided.of(filters));
          Strided to = Strided.of(made).byPosition();
          return operation(bench, bench.attributes(), factors, null, to);
        });
  }

  /** Of (seen, made, sums): sums[p, c, k] = sum of seen[t, p, c] made[t, p, k] over t, or added. */
  Operation tileCorrelation(INDArray seen, INDArray made, INDArray sums, boolean isAdded) {
    return Plans.get(
        Plans.Key.of(isAdded ? Tile.ADDED_CORRELATION : Tile.CORRELATION, seen, made, sums),
        bench -> {
          Strided tiles = Strided.of(seen).byPosition().transposed();
          Factors factors = new Factors(tiles, Strided.of(made).byPosition());
          var attributes = isAdded ? bench.accumulating() : bench.attributes();
          return operation(bench, attributes, factors, null, Strided.of(sums));
        });
  }

  /** A product with a row of ones: oneDNN's own reduction is a hundred times slower. */
  @Override
  public void sumOfRows(INDArray rows, INDArray sums) {
    INDArray ones = Ones.atLeast(rows.size(0));
    Plans.get(
            Plans.Key.of(Ones.class, rows, sums),
            bench -> {
              Factors factors = new Factors(Strided.row(rows.size(0), 1), Strided.of(rows));
              Strided to = Strided.row(sums.length(), sums.stride(sums.rank() - 1));
              OneDnnMatrices exact = new OneDnnMatrices(Precision.F32);
              return exact.operation(bench, bench.attributes(), factors, null, to);
            })
        .run(ones, rows, sums);
  }

  private Operation operation(
      Workbench bench,
      dnnl_primitive_attr attributes,
      Factors factors,
      INDArray bias,
      Strided output) {
    Strided lhs = factors.lhs();
    Strided rhs = factors.rhs();
    dnnl_memory_desc added = bias == null ? null : bench.row(bias);
    dnnl_primitive_desc desc = new dnnl_primitive_desc();
    check(
        dnnl.dnnl_matmul_primitive_desc_create(
            desc,
            ENGINE,
            operand(bench, lhs),
            operand(bench, rhs),
            added,
            exact(bench, output),
            attributes),
        "a product");
    var builder = Operation.named("a product", desc, bench);
    if (factors.areTurned()) {
      builder
          .input(dnnl.DNNL_ARG_WEIGHTS, bench.of(rhs), dnnl.dnnl_query_weights_md)
          .input(dnnl.DNNL_ARG_SRC, bench.of(lhs), dnnl.dnnl_query_src_md);
    } else {
      builder
          .input(dnnl.DNNL_ARG_SRC, bench.of(lhs), dnnl.dnnl_query_src_md)
          .input(dnnl.DNNL_ARG_WEIGHTS, bench.of(rhs), dnnl.dnnl_query_weights_md);
    }
    builder.output(dnnl.DNNL_ARG_DST, bench.of(output), dnnl.dnnl_query_dst_md);
    return (bias == null ? builder : builder.with(dnnl.DNNL_ARG_BIAS, added)).build();
  }

  private dnnl_memory_desc operand(Workbench bench, Strided matrices) {
    if (precision == Precision.F32) {
      return exact(bench, matrices);
    }
    if (matrices.type() == Workbench.BF16 && matrices.isReadRight()) {
      return bench.of(matrices);
    }
    Strided gapless = matrices.gapless();
    return bench.matrices(Workbench.BF16, gapless.shape(), gapless.strides());
  }

  private static dnnl_memory_desc exact(Workbench bench, Strided matrices) {
    return matrices.isReadRight() ? bench.of(matrices) : bench.dense(F32, matrices.shape());
  }
}
