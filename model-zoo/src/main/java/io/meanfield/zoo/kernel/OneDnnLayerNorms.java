package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.OneDnn.ENGINE;
import static io.meanfield.zoo.kernel.OneDnn.check;
import static io.meanfield.zoo.kernel.Workbench.F32;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Layer normalization by oneDNN. */
final class OneDnnLayerNorms implements LayerNorms {
  private static final int FLAGS = dnnl.dnnl_use_scale | dnnl.dnnl_use_shift;

  private enum Pass {
    FORWARD,
    GRADIENT
  }

  private record Kind(Pass pass, double epsilon) {}

  @Override
  public void forward(INDArray input, Norm norm, Statistics statistics, INDArray output) {
    Operation operation =
        Plans.get(
            Plans.Key.of(new Kind(Pass.FORWARD, norm.epsilon()), input, output),
            bench -> {
              dnnl_primitive_desc desc = forwardDesc(bench, norm, input);
              var builder =
                  Operation.named("a layer normalization", desc, bench)
                      .input(dnnl.DNNL_ARG_SRC, bench.of(input), dnnl.dnnl_query_src_md)
                      .output(dnnl.DNNL_ARG_DST, bench.of(output), dnnl.dnnl_query_dst_md);
              return withStatistics(builder, bench, input)
                  .with(dnnl.DNNL_ARG_SHIFT, bench.dense(F32, input.size(1)))
                  .build();
            });
    operation.run(
        input, output, statistics.mean(), statistics.variance(), norm.gain(), norm.shift());
  }

  @Override
  public void gradient(
      INDArray input, Norm norm, Statistics statistics, INDArray gradient, Gradients result) {
    Operation operation =
        Plans.get(
            Plans.Key.of(new Kind(Pass.GRADIENT, norm.epsilon()), input, gradient, result.input()),
            bench -> {
              dnnl_memory_desc columns = bench.dense(F32, input.size(1));
              dnnl_primitive_desc desc = gradientDesc(bench, norm, input);
              var builder =
                  Operation.named("a layer normalization's gradient", desc, bench)
                      .input(dnnl.DNNL_ARG_SRC, bench.of(input), dnnl.dnnl_query_src_md)
                      .input(
                          dnnl.DNNL_ARG_DIFF_DST, bench.of(gradient), dnnl.dnnl_query_diff_dst_md)
                      .output(
                          dnnl.DNNL_ARG_DIFF_SRC,
                          bench.of(result.input()),
                          dnnl.dnnl_query_diff_src_md);
              return withStatistics(builder, bench, input)
                  .with(dnnl.DNNL_ARG_DIFF_SCALE, columns)
                  .with(dnnl.DNNL_ARG_DIFF_SHIFT, columns)
                  .build();
            });
    operation.run(
        input,
        gradient,
        result.input(),
        statistics.mean(),
        statistics.variance(),
        norm.gain(),
        result.gain(),
        result.shift());
  }

  private static Operation.Builder withStatistics(
      Operation.Builder builder, Workbench bench, INDArray input) {
    dnnl_memory_desc rows = bench.dense(F32, input.size(0));
    return builder
        .with(dnnl.DNNL_ARG_MEAN, rows)
        .with(dnnl.DNNL_ARG_VARIANCE, rows)
        .with(dnnl.DNNL_ARG_SCALE, bench.dense(F32, input.size(1)));
  }

  private static dnnl_primitive_desc forwardDesc(Workbench bench, Norm norm, INDArray input) {
    dnnl_primitive_desc desc = new dnnl_primitive_desc();
    dnnl_memory_desc data = bench.dense(F32, input.shape());
    check(
        dnnl.dnnl_layer_normalization_forward_primitive_desc_create(
            desc,
            ENGINE,
            dnnl.dnnl_forward_training,
            data,
            data,
            bench.dense(F32, input.size(0)),
            (float) norm.epsilon(),
            FLAGS,
            bench.attributes()),
        "a layer normalization");
    return desc;
  }

  private static dnnl_primitive_desc gradientDesc(Workbench bench, Norm norm, INDArray input) {
    dnnl_primitive_desc hint = bench.owned(forwardDesc(bench, norm, input));
    dnnl_primitive_desc desc = new dnnl_primitive_desc();
    dnnl_memory_desc data = bench.dense(F32, input.shape());
    check(
        dnnl.dnnl_layer_normalization_backward_primitive_desc_create(
            desc,
            ENGINE,
            dnnl.dnnl_backward,
            data,
            data,
            data,
            bench.dense(F32, input.size(0)),
            (float) norm.epsilon(),
            FLAGS,
            hint,
            bench.attributes()),
        "a layer normalization's gradient");
    return desc;
  }
}
