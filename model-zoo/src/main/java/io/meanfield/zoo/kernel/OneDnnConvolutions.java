package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.OneDnn.ENGINE;
import static io.meanfield.zoo.kernel.OneDnn.check;
import static io.meanfield.zoo.kernel.Workbench.F32;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Convolutions by oneDNN on images whose channels lie together. Filters lie as Deeplearning4j has
 * them; a copy of them in oneDNN's layout is made in every call, which is small beside the work.
 */
final class OneDnnConvolutions implements Convolutions {

  private enum Direction {
    FORWARD,
    INPUT,
    FILTERS
  }

  private record Kind(
      Precision precision, Direction direction, Window window, Activation activation) {}

  private final Precision precision;

  OneDnnConvolutions(Precision precision) {
    this.precision = precision;
  }

  @Override
  public void forward(
      INDArray input, Filters filters, Window window, Activation activation, INDArray output) {
    INDArray weights = filters.weights();
    INDArray bias = filters.bias();
    Kind kind = new Kind(precision, Direction.FORWARD, window, activation);
    Operation operation =
        Plans.get(
            Plans.Key.of(kind, input, weights, bias, output),
            bench -> {
              Shapes shapes = new Shapes(bench, input, filters, output);
              dnnl_primitive_desc desc =
                  shapes.forwardDesc(window, bench.attributes(activation), bias != null);
              var builder =
                  Operation.named("a convolution", desc, bench)
                      .input(dnnl.DNNL_ARG_SRC, bench.image(input), dnnl.dnnl_query_src_md)
                      .input(dnnl.DNNL_ARG_WEIGHTS, shapes.weightsLie, dnnl.dnnl_query_weights_md)
                      .output(dnnl.DNNL_ARG_DST, bench.image(output), dnnl.dnnl_query_dst_md);
              return shapes.withBias(builder, dnnl.DNNL_ARG_BIAS, bias != null).build();
            });
    run(operation, bias, input, weights, output);
  }

  @Override
  public void inputGradient(
      INDArray gradient, INDArray filters, Window window, INDArray inputGradient) {
    Kind kind = new Kind(precision, Direction.INPUT, window, Activation.IDENTITY);
    Plans.get(
            Plans.Key.of(kind, gradient, filters, inputGradient),
            bench -> {
              Shapes shapes =
                  new Shapes(bench, inputGradient, new Filters(filters, null), gradient);
              dnnl_primitive_desc desc = shapes.inputGradientDesc(window);
              return Operation.named("a convolution's input gradient", desc, bench)
                  .input(dnnl.DNNL_ARG_DIFF_DST, bench.image(gradient), dnnl.dnnl_query_diff_dst_md)
                  .input(dnnl.DNNL_ARG_WEIGHTS, shapes.weightsLie, dnnl.dnnl_query_weights_md)
                  .output(
                      dnnl.DNNL_ARG_DIFF_SRC,
                      bench.image(inputGradient),
                      dnnl.dnnl_query_diff_src_md)
                  .build();
            })
        .run(gradient, filters, inputGradient);
  }

  @Override
  public void filterGradient(INDArray input, INDArray gradient, Window window, Filters result) {
    INDArray weights = result.weights();
    INDArray bias = result.bias();
    Kind kind = new Kind(precision, Direction.FILTERS, window, Activation.IDENTITY);
    Operation operation =
        Plans.get(
            Plans.Key.of(kind, input, gradient, weights, bias),
            bench -> {
              Shapes shapes = new Shapes(bench, input, result, gradient);
              dnnl_primitive_desc desc = shapes.filterGradientDesc(window, bias != null);
              var builder =
                  Operation.named("a convolution's filter gradient", desc, bench)
                      .input(dnnl.DNNL_ARG_SRC, bench.image(input), dnnl.dnnl_query_src_md)
                      .input(
                          dnnl.DNNL_ARG_DIFF_DST,
                          bench.image(gradient),
                          dnnl.dnnl_query_diff_dst_md)
                      .output(
                          dnnl.DNNL_ARG_DIFF_WEIGHTS,
                          shapes.weightsLie,
                          dnnl.dnnl_query_diff_weights_md);
              return shapes.withBias(builder, dnnl.DNNL_ARG_DIFF_BIAS, bias != null).build();
            });
    run(operation, bias, input, gradient, weights);
  }

  private static void run(Operation operation, INDArray bias, INDArray... others) {
    if (bias == null) {
      operation.run(others);
    } else {
      operation.run(others[0], others[1], others[2], bias);
    }
  }

  /** Descriptors of one convolution. */
  private final class Shapes {
    private final Workbench bench;
    private final dnnl_memory_desc source;
    private final dnnl_memory_desc weights;
    private final dnnl_memory_desc weightsLie;
    private final dnnl_memory_desc bias;
    private final dnnl_memory_desc result;
    private final dnnl_memory_desc exactResult;
    private final dnnl_memory_desc exactWeights;
    private final dnnl_memory_desc exactSource;

    Shapes(Workbench bench, INDArray input, Filters filters, INDArray output) {
      this.bench = bench;
      int type = precision == Precision.F32 ? F32 : Workbench.BF16;
      INDArray w = filters.weights();
      long[] dims = grouped(w.shape(), input.size(1));
      source = bench.channelsLast(type, input.shape());
      exactSource = bench.channelsLast(F32, input.shape());
      weights = bench.any(type, dims);
      exactWeights = bench.any(F32, dims);
      weightsLie = bench.strided(F32, dims, groupedStrides(w.stride(), w.shape(), dims));
      bias = bench.dense(F32, w.size(0));
      result = bench.channelsLast(type, output.shape());
      exactResult = bench.channelsLast(F32, output.shape());
    }

    private static long[] grouped(long[] shape, long channels) {
      long groups = channels / shape[1];
      return groups == 1
          ? shape
          : new long[] {groups, shape[0] / groups, shape[1], shape[2], shape[3]};
    }

    private static long[] groupedStrides(long[] strides, long[] shape, long[] dims) {
      return dims.length == 4
          ? strides
          : new long[] {strides[0] * dims[1], strides[0], strides[1], strides[2], strides[3]};
    }

    Operation.Builder withBias(Operation.Builder builder, int id, boolean hasBias) {
      return hasBias ? builder.with(id, bias) : builder;
    }

    dnnl_primitive_desc forwardDesc(
        Window window, dnnl_primitive_attr attributes, boolean hasBias) {
      return forward(window, attributes, hasBias ? bias : null, exactResult);
    }

    private dnnl_primitive_desc forward(
        Window window,
        dnnl_primitive_attr attributes,
        dnnl_memory_desc added,
        dnnl_memory_desc to) {
      dnnl_primitive_desc desc = new dnnl_primitive_desc();
      check(
          dnnl.dnnl_convolution_forward_primitive_desc_create(
              desc,
              ENGINE,
              dnnl.dnnl_forward_training,
              dnnl.dnnl_convolution_direct,
              source,
              weights,
              added,
              to,
              window.stride().downAndRight(0),
              window.dilation().downAndRight(-1),
              window.before().downAndRight(0),
              window.after().downAndRight(0),
              attributes),
          "a convolution");
      return desc;
    }

    dnnl_primitive_desc inputGradientDesc(Window window) {
      dnnl_primitive_desc hint = bench.owned(forward(window, bench.attributes(), null, result));
      dnnl_primitive_desc desc = new dnnl_primitive_desc();
      check(
          dnnl.dnnl_convolution_backward_data_primitive_desc_create(
              desc,
              ENGINE,
              dnnl.dnnl_convolution_direct,
              exactSource,
              weights,
              result,
              window.stride().downAndRight(0),
              window.dilation().downAndRight(-1),
              window.before().downAndRight(0),
              window.after().downAndRight(0),
              hint,
              bench.attributes()),
          "a convolution's input gradient");
      return desc;
    }

    dnnl_primitive_desc filterGradientDesc(Window window, boolean hasBias) {
      dnnl_primitive_desc hint =
          bench.owned(forward(window, bench.attributes(), hasBias ? bias : null, result));
      dnnl_primitive_desc desc = new dnnl_primitive_desc();
      check(
          dnnl.dnnl_convolution_backward_weights_primitive_desc_create(
              desc,
              ENGINE,
              dnnl.dnnl_convolution_direct,
              source,
              exactWeights,
              hasBias ? bias : null,
              result,
              window.stride().downAndRight(0),
              window.dilation().downAndRight(-1),
              window.before().downAndRight(0),
              window.after().downAndRight(0),
              hint,
              bench.attributes()),
          "a convolution's filter gradient");
      return desc;
    }
  }
}
