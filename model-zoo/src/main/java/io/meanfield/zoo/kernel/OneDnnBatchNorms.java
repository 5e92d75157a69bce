package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.OneDnn.ENGINE;
import static io.meanfield.zoo.kernel.OneDnn.check;
import static io.meanfield.zoo.kernel.Workbench.F32;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Batch normalization by oneDNN; a ReLU after it costs nothing but one bit an element. */
final class OneDnnBatchNorms implements BatchNorms {

  private enum Pass {
    TRAIN,
    INFER,
    GRADIENT
  }

  private record Kind(Pass pass, Activation activation, double epsilon) {}

  private static Plans.Key key(Pass pass, Norm norm, INDArray... arrays) {
    return Plans.Key.of(new Kind(pass, norm.activation(), norm.epsilon()), arrays);
  }

  @Override
  public void train(Forward forward, INDArray output) {
    Norm norm = forward.norm();
    INDArray input = forward.input();
    Operation operation =
        Plans.get(
            key(Pass.TRAIN, norm, input, output),
            bench -> {
              dnnl_primitive_desc desc = trainDesc(bench, norm, input);
              return perChannel(start(bench, desc, input, output), bench, input, norm)
                  .with(dnnl.DNNL_ARG_SHIFT, bench.dense(F32, input.size(1)))
                  .saved()
                  .build();
            });
    operation.run(
        forward.saved(),
        input,
        output,
        forward.statistics().mean(),
        forward.statistics().variance(),
        norm.gain(),
        norm.shift());
  }

  @Override
  public void infer(INDArray input, Norm norm, Statistics statistics, INDArray output) {
    Plans.get(
            key(Pass.INFER, norm, input, output),
            bench -> {
              int flags = flags(norm) | dnnl.dnnl_use_global_stats;
              dnnl_primitive_desc desc =
                  desc(bench, dnnl.dnnl_forward_inference, flags, norm, input);
              return perChannel(start(bench, desc, input, output), bench, input, norm)
                  .with(dnnl.DNNL_ARG_SHIFT, bench.dense(F32, input.size(1)))
                  .build();
            })
        .run(input, output, statistics.mean(), statistics.variance(), norm.gain(), norm.shift());
  }

  @Override
  public void gradient(Forward forward, INDArray gradient, Gradients result) {
    Norm norm = forward.norm();
    INDArray input = forward.input();
    Operation operation =
        Plans.get(
            key(Pass.GRADIENT, norm, input, gradient, result.input()),
            bench -> {
              dnnl_memory_desc channels = bench.dense(F32, input.size(1));
              dnnl_primitive_desc desc = gradientDesc(bench, norm, input);
              var builder =
                  Operation.named("a batch normalization's gradient", desc, bench)
                      .input(dnnl.DNNL_ARG_SRC, lies(bench, input), dnnl.dnnl_query_src_md)
                      .input(
                          dnnl.DNNL_ARG_DIFF_DST,
                          lies(bench, gradient),
                          dnnl.dnnl_query_diff_dst_md)
                      .output(
                          dnnl.DNNL_ARG_DIFF_SRC,
                          lies(bench, result.input()),
                          dnnl.dnnl_query_diff_src_md);
              return perChannel(builder, bench, input, norm)
                  .with(dnnl.DNNL_ARG_DIFF_SCALE, channels)
                  .with(dnnl.DNNL_ARG_DIFF_SHIFT, channels)
                  .saved()
                  .build();
            });
    operation.run(
        forward.saved(),
        input,
        gradient,
        result.input(),
        forward.statistics().mean(),
        forward.statistics().variance(),
        norm.gain(),
        result.gain(),
        result.shift());
  }

  @Override
  public void update(double decay, INDArray running, INDArray batch, INDArray update) {
    RunningLoops.update(decay, running, batch, update);
  }

  @Override
  public void updateLogarithm(double decay, INDArray parameter, INDArray batch, INDArray update) {
    RunningLoops.updateLogarithm(decay, parameter, batch, update);
  }

  private static Operation.Builder start(
      Workbench bench, dnnl_primitive_desc desc, INDArray input, INDArray output) {
    return Operation.named("a batch normalization", desc, bench)
        .input(dnnl.DNNL_ARG_SRC, lies(bench, input), dnnl.dnnl_query_src_md)
        .output(dnnl.DNNL_ARG_DST, lies(bench, output), dnnl.dnnl_query_dst_md);
  }

  private static Operation.Builder perChannel(
      Operation.Builder builder, Workbench bench, INDArray input, Norm norm) {
    dnnl_memory_desc channels = bench.dense(F32, input.size(1));
    return builder
        .with(dnnl.DNNL_ARG_MEAN, channels)
        .with(dnnl.DNNL_ARG_VARIANCE, channels)
        .with(dnnl.DNNL_ARG_SCALE, channels);
  }

  private static dnnl_memory_desc lies(Workbench bench, INDArray array) {
    return array.rank() == 4 ? bench.image(array) : bench.of(array);
  }

  private static dnnl_memory_desc wanted(Workbench bench, INDArray array) {
    return array.rank() == 4
        ? bench.channelsLast(F32, array.shape())
        : bench.dense(F32, array.shape());
  }

  private static int flags(Norm norm) {
    int affine = dnnl.dnnl_use_scale | dnnl.dnnl_use_shift;
    return norm.activation().equals(Activation.RELU) ? affine | dnnl.dnnl_fuse_norm_relu : affine;
  }

  private static dnnl_primitive_desc trainDesc(Workbench bench, Norm norm, INDArray input) {
    return desc(bench, dnnl.dnnl_forward_training, flags(norm), norm, input);
  }

  private static dnnl_primitive_desc desc(
      Workbench bench, int propagation, int flags, Norm norm, INDArray input) {
    dnnl_primitive_desc desc = new dnnl_primitive_desc();
    dnnl_memory_desc data = wanted(bench, input);
    check(
        dnnl.dnnl_batch_normalization_forward_primitive_desc_create(
            desc,
            ENGINE,
            propagation,
            data,
            data,
            (float) norm.epsilon(),
            flags,
            bench.attributes()),
        "a batch normalization");
    return desc;
  }

  private static dnnl_primitive_desc gradientDesc(Workbench bench, Norm norm, INDArray input) {
    dnnl_primitive_desc hint = bench.owned(trainDesc(bench, norm, input));
    dnnl_primitive_desc desc = new dnnl_primitive_desc();
    dnnl_memory_desc data = wanted(bench, input);
    check(
        dnnl.dnnl_batch_normalization_backward_primitive_desc_create(
            desc,
            ENGINE,
            dnnl.dnnl_backward,
            data,
            data,
            data,
            (float) norm.epsilon(),
            flags(norm),
            hint,
            bench.attributes()),
        "a batch normalization's gradient");
    return desc;
  }
}
