package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.OneDnn.ENGINE;
import static io.meanfield.zoo.kernel.OneDnn.check;

import java.lang.ref.Reference;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Element by element with oneDNN; fast where the arrays lie alike and without gaps. What lies
 * otherwise than the first of them is copied.
 */
final class OneDnnElementwise implements Elementwise {

  private record Forward(Activation activation) {}

  private record Backward(Activation activation) {}

  private enum Other {
    COPY,
    ADD
  }

  @Override
  public void activate(Activation activation, INDArray input, INDArray output) {
    Plans.get(
            Plans.Key.of(new Forward(activation), input, output),
            bench -> forward(bench, activation, input, output))
        .run(input, output);
  }

  private static Operation forward(
      Workbench bench, Activation activation, INDArray input, INDArray output) {
    dnnl_primitive_desc desc = forwardDesc(bench, activation, bench.of(input));
    return Operation.named("an activation", desc, bench)
        .with(dnnl.DNNL_ARG_SRC, bench.of(input))
        .output(dnnl.DNNL_ARG_DST, bench.of(output), dnnl.dnnl_query_dst_md)
        .build();
  }

  private static dnnl_primitive_desc forwardDesc(
      Workbench bench, Activation activation, dnnl_memory_desc data) {
    OneDnnActivation function = OneDnnActivation.of(activation);
    dnnl_primitive_desc desc = new dnnl_primitive_desc();
    check(
        dnnl.dnnl_eltwise_forward_primitive_desc_create(
            desc,
            ENGINE,
            dnnl.dnnl_forward_training,
            function.forward(),
            data,
            data,
            function.alpha(),
            function.beta(),
            bench.attributes()),
        "an activation");
    return desc;
  }

  @Override
  public void activateGradient(
      Activation activation, INDArray told, INDArray outputGradient, INDArray inputGradient) {
    if (activation.kind() == Activation.Kind.IDENTITY) {
      if (outputGradient != inputGradient) {
        copy(outputGradient, inputGradient);
      }
      return;
    }
    Plans.get(
            Plans.Key.of(new Backward(activation), told, outputGradient, inputGradient),
            bench -> backward(bench, activation, told, outputGradient, inputGradient))
        .run(told, outputGradient, inputGradient);
  }

  private static Operation backward(
      Workbench bench, Activation activation, INDArray told, INDArray above, INDArray below) {
    OneDnnActivation function = OneDnnActivation.of(activation);
    dnnl_memory_desc data = bench.of(told);
    dnnl_primitive_desc hint = bench.owned(forwardDesc(bench, activation, data));
    dnnl_primitive_desc desc = new dnnl_primitive_desc();
    check(
        dnnl.dnnl_eltwise_backward_primitive_desc_create(
            desc,
            ENGINE,
            function.backward(),
            data,
            data,
            data,
            function.alpha(),
            function.beta(),
            hint,
            bench.attributes()),
        "an activation's gradient");
    int toldId = activation.isToldByOutput() ? dnnl.DNNL_ARG_DST : dnnl.DNNL_ARG_SRC;
    return Operation.named("an activation's gradient", desc, bench)
        .with(toldId, data)
        .input(dnnl.DNNL_ARG_DIFF_DST, bench.of(above), dnnl.dnnl_query_diff_dst_md)
        .output(dnnl.DNNL_ARG_DIFF_SRC, bench.of(below), dnnl.dnnl_query_diff_src_md)
        .build();
  }

  @Override
  public void copy(INDArray from, INDArray to) {
    Plans.get(
            Plans.Key.of(Other.COPY, from, to),
            bench -> {
              dnnl_primitive_desc desc = new dnnl_primitive_desc();
              check(
                  dnnl.dnnl_reorder_primitive_desc_create(
                      desc, bench.of(from), ENGINE, bench.of(to), ENGINE, bench.attributes()),
                  "a copy");
              return Operation.named("a copy", desc, bench)
                  .with(dnnl.DNNL_ARG_FROM, bench.of(from))
                  .with(dnnl.DNNL_ARG_TO, bench.of(to))
                  .build();
            })
        .run(from, to);
  }

  @Override
  public void add(INDArray lhs, INDArray rhs, INDArray sum) {
    Plans.get(
            Plans.Key.of(Other.ADD, lhs, rhs, sum),
            bench -> {
              dnnl_primitive_desc desc = new dnnl_primitive_desc();
              check(
                  dnnl.dnnl_binary_primitive_desc_create(
                      desc,
                      ENGINE,
                      dnnl.dnnl_binary_add,
                      bench.of(lhs),
                      bench.of(rhs),
                      bench.of(sum),
                      bench.attributes()),
                  "a sum");
              return Operation.named("a sum", desc, bench)
                  .with(dnnl.DNNL_ARG_SRC_0, bench.of(lhs))
                  .with(dnnl.DNNL_ARG_SRC_1, bench.of(rhs))
                  .with(dnnl.DNNL_ARG_DST, bench.of(sum))
                  .build();
            })
        .run(lhs, rhs, sum);
  }

  @Override
  public void fill(INDArray sequences, INDArray mask, double value) {
    INDArray exact = mask.castTo(DataType.FLOAT);
    FloatIndexer kept = Floats.of(exact);
    FloatIndexer filled = Floats.of(sequences);
    for (long i = 0; i < mask.size(0); i++) {
      for (long t = 0; t < mask.size(1); t++) {
        if (kept.get(i * exact.stride(0) + t * exact.stride(1)) == 0) {
          long start = i * sequences.stride(0) + t * sequences.stride(2);
          for (long c = 0; c < sequences.size(1); c++) {
            filled.put(start + c * sequences.stride(1), (float) value);
          }
        }
      }
    }
    Reference.reachabilityFence(exact);
    Reference.reachabilityFence(sequences);
  }
}
