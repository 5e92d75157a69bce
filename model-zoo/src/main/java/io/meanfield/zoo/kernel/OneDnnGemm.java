package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.OneDnn.ENGINE;
import static io.meanfield.zoo.kernel.OneDnn.check;

import java.util.Optional;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Large 32-bit products of a dense layer by the oldest part of oneDNN, its own sgemm, which its
 * inner product can be made of. It comes nearer to the core's peak than the matmul that oneDNN
 * would choose, and it takes operands either way round at full speed.
 */
final class OneDnnGemm {
  private static final String SGEMM = "x64:gemm:jit";

  /** Rows below which the matmul, which packs less, is as fast or faster. */
  private static final long MIN_ROWS = 512;

  private static final long MIN_COLUMNS = 32;
  private static final long MIN_WEIGHTS = 256;
  private static final String NAME = "a large product";

  private final Workbench bench;
  private final dnnl_memory_desc input;
  private final dnnl_memory_desc weights;
  private final dnnl_memory_desc output;
  private final boolean isWideEnough;
  private final long numRows;

  /** Of a layer that takes input [rows, inputs] through weights [inputs, outputs]. */
  OneDnnGemm(Workbench bench, INDArray input, INDArray weights, INDArray output) {
    this.bench = bench;
    this.input = bench.of(input);
    this.weights = bench.of(Strided.of(weights).transposed());
    this.output = bench.of(output);
    this.isWideEnough = Math.min(weights.size(0), weights.size(1)) >= MIN_COLUMNS;
    this.numRows = input.size(0);
  }

  /** output = input weights + bias, if it is worth it and possible. */
  Optional<Operation> forward(dnnl_primitive_attr attributes, INDArray bias) {
    boolean isBiasDense = bias == null || bias.stride(bias.rank() - 1) == 1;
    if (numRows < MIN_ROWS || !isWideEnough || !isBiasDense) {
      return Optional.empty();
    }
    dnnl_memory_desc added = bias == null ? null : bench.dense(Workbench.F32, bias.length());
    return sgemm(forwardDesc(attributes, added))
        .map(
            desc -> {
              var builder =
                  Operation.named(NAME, desc, bench)
                      .with(dnnl.DNNL_ARG_SRC, input)
                      .with(dnnl.DNNL_ARG_WEIGHTS, weights)
                      .with(dnnl.DNNL_ARG_DST, output);
              return (added == null ? builder : builder.with(dnnl.DNNL_ARG_BIAS, added)).build();
            });
  }

  /** The gradient of input from those of output and the weights, in this order of arguments. */
  Optional<Operation> inputGradient() {
    if (numRows < MIN_ROWS || !isWideEnough) {
      return Optional.empty();
    }
    dnnl_primitive_desc desc = new dnnl_primitive_desc();
    int status =
        dnnl.dnnl_inner_product_backward_data_primitive_desc_create(
            desc, ENGINE, input, weights, output, hint(), bench.attributes());
    return (status == dnnl.dnnl_success ? sgemm(desc) : Optional.<dnnl_primitive_desc>empty())
        .map(
            found ->
                Operation.named(NAME, found, bench)
                    .with(dnnl.DNNL_ARG_DIFF_DST, output)
                    .with(dnnl.DNNL_ARG_WEIGHTS, weights)
                    .with(dnnl.DNNL_ARG_DIFF_SRC, input)
                    .build());
  }

  /** The gradient of weights from input and the gradient of output, in this order of arguments. */
  Optional<Operation> weightGradient(INDArray of) {
    if (Math.min(of.size(0), of.size(1)) < MIN_WEIGHTS) {
      return Optional.empty();
    }
    dnnl_primitive_desc desc = new dnnl_primitive_desc();
    int status =
        dnnl.dnnl_inner_product_backward_weights_primitive_desc_create(
            desc, ENGINE, input, weights, null, output, hint(), bench.attributes());
    return (status == dnnl.dnnl_success ? sgemm(desc) : Optional.<dnnl_primitive_desc>empty())
        .map(
            found ->
                Operation.named(NAME, found, bench)
                    .with(dnnl.DNNL_ARG_SRC, input)
                    .with(dnnl.DNNL_ARG_DIFF_DST, output)
                    .with(dnnl.DNNL_ARG_DIFF_WEIGHTS, weights)
                    .build());
  }

  private dnnl_primitive_desc hint() {
    return bench.owned(forwardDesc(bench.attributes(), null));
  }

  private dnnl_primitive_desc forwardDesc(dnnl_primitive_attr attributes, dnnl_memory_desc bias) {
    dnnl_primitive_desc desc = new dnnl_primitive_desc();
    check(
        dnnl.dnnl_inner_product_forward_primitive_desc_create(
            desc, ENGINE, dnnl.dnnl_forward_training, input, weights, bias, output, attributes),
        NAME);
    return desc;
  }

  /** Goes through the implementations of a description, best first, until it is the one wanted. */
  private Optional<dnnl_primitive_desc> sgemm(dnnl_primitive_desc desc) {
    while (!implementation(desc).equals(SGEMM)) {
      if (dnnl.dnnl_primitive_desc_next_impl(desc) != dnnl.dnnl_success) {
        bench.owned(desc);
        return Optional.empty();
      }
    }
    return Optional.of(desc);
  }

  private static String implementation(dnnl_primitive_desc desc) {
    try (PointerPointer<Pointer> answer = new PointerPointer<>(1)) {
      check(dnnl.dnnl_primitive_desc_query(desc, dnnl.dnnl_query_impl_info_str, 0, answer), NAME);
      return new BytePointer(answer.get()).getString();
    }
  }
}
