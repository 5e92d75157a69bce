package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.OneDnn.ENGINE;
import static io.meanfield.zoo.kernel.OneDnn.check;

import java.util.Arrays;
import java.util.function.Function;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Element by element with oneDNN; fast where the arrays lie alike and without gaps. */
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
    dnnl_primitive_desc desc = forwardDesc(bench, activation, bench.of(input), bench.of(output));
    return Operation.named("an activation", desc, bench)
        .with(dnnl.DNNL_ARG_SRC, bench.of(input))
        .with(dnnl.DNNL_ARG_DST, bench.of(output))
        .build();
  }

  private static dnnl_primitive_desc forwardDesc(
      Workbench bench, Activation activation, dnnl_memory_desc from, dnnl_memory_desc to) {
    OneDnnActivation function = OneDnnActivation.of(activation);
    dnnl_primitive_desc desc = new dnnl_primitive_desc();
    check(
        dnnl.dnnl_eltwise_forward_primitive_desc_create(
            desc,
            ENGINE,
            dnnl.dnnl_forward_training,
            function.forward(),
            from,
            to,
            function.alpha(),
            function.beta(),
            bench.attributes()),
        "an activation");
    return desc;
  }

  @Override
  public void activateGradient(
      Activation activation, INDArray told, INDArray outputGradient, INDArray inputGradient) {
    INDArray above = outputGradient;
    if (!Arrays.equals(above.stride(), told.stride())) {
      copy(above, inputGradient);
      above = inputGradient;
    }
    if (activation.kind() != Activation.Kind.IDENTITY) {
      Plans.get(
              Plans.Key.of(new Backward(activation), told, above, inputGradient),
              backwardOf(activation, told, above, inputGradient))
          .run(told, above, inputGradient);
    } else if (above != inputGradient) {
      copy(above, inputGradient);
    }
  }

  private static Function<Workbench, Operation> backwardOf(
      Activation activation, INDArray told, INDArray above, INDArray below) {
    return bench -> backward(bench, activation, told, above, below);
  }

  private static Operation backward(
      Workbench bench, Activation activation, INDArray told, INDArray above, INDArray below) {
    OneDnnActivation function = OneDnnActivation.of(activation);
    dnnl_memory_desc data = bench.of(told);
    dnnl_primitive_desc hint = bench.owned(forwardDesc(bench, activation, data, data));
    dnnl_primitive_desc desc = new dnnl_primitive_desc();
    check(
        dnnl.dnnl_eltwise_backward_primitive_desc_create(
            desc,
            ENGINE,
            function.backward(),
            bench.of(below),
            bench.of(above),
            data,
            function.alpha(),
            function.beta(),
            hint,
            bench.attributes()),
        "an activation's gradient");
    int toldId = activation.isToldByOutput() ? dnnl.DNNL_ARG_DST : dnnl.DNNL_ARG_SRC;
    return Operation.named("an activation's gradient", desc, bench)
        .with(activation.kind() == Activation.Kind.IDENTITY ? dnnl.DNNL_ARG_SRC : toldId, data)
        .with(dnnl.DNNL_ARG_DIFF_DST, bench.of(above))
        .with(dnnl.DNNL_ARG_DIFF_SRC, bench.of(below))
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
}
