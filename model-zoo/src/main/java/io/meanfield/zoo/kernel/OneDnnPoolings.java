package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.OneDnn.ENGINE;
import static io.meanfield.zoo.kernel.OneDnn.check;
import static io.meanfield.zoo.kernel.Workbench.F32;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Pooling by oneDNN, which remembers where the largest pixels were. */
final class OneDnnPoolings implements Poolings {

  private record Forth(Kind kind, Window window) {}

  private record Back(Kind kind, Window window) {}

  @Override
  public void forward(Kind kind, Window window, INDArray input, Saved saved, INDArray output) {
    Operation operation =
        Plans.get(
            Plans.Key.of(new Forth(kind, window), input, output),
            bench -> {
              dnnl_primitive_desc desc = desc(bench, kind, window, input, output);
              return Operation.named("a pooling", desc, bench)
                  .input(dnnl.DNNL_ARG_SRC, bench.image(input), dnnl.dnnl_query_src_md)
                  .output(dnnl.DNNL_ARG_DST, bench.image(output), dnnl.dnnl_query_dst_md)
                  .saved()
                  .build();
            });
    operation.run(saved, input, output);
  }

  @Override
  public void gradient(
      Kind kind, Window window, Forward forward, INDArray gradient, INDArray result) {
    Operation operation =
        Plans.get(
            Plans.Key.of(new Back(kind, window), gradient, result),
            bench -> {
              dnnl_primitive_desc hint = bench.owned(desc(bench, kind, window, result, gradient));
              dnnl_primitive_desc desc = gradientDesc(bench, kind, window, result, gradient, hint);
              return Operation.named("a pooling's gradient", desc, bench)
                  .input(dnnl.DNNL_ARG_DIFF_DST, bench.image(gradient), dnnl.dnnl_query_diff_dst_md)
                  .output(dnnl.DNNL_ARG_DIFF_SRC, bench.image(result), dnnl.dnnl_query_diff_src_md)
                  .saved()
                  .build();
            });
    operation.run(forward.saved(), gradient, result);
  }

  private static int algorithm(Kind kind) {
    return switch (kind) {
      case MAX -> dnnl.dnnl_pooling_max;
      case MEAN_OF_SEEN -> dnnl.dnnl_pooling_avg_exclude_padding;
      case MEAN_OF_WINDOW -> dnnl.dnnl_pooling_avg_include_padding;
    };
  }

  private static dnnl_primitive_desc desc(
      Workbench bench, Kind kind, Window window, INDArray input, INDArray output) {
    dnnl_memory_desc from = bench.channelsLast(F32, input.shape());
    dnnl_memory_desc to = bench.channelsLast(F32, output.shape());
    dnnl_primitive_desc desc = new dnnl_primitive_desc();
    check(
        dnnl.dnnl_pooling_forward_primitive_desc_create(
            desc,
            ENGINE,
            dnnl.dnnl_forward_training,
            algorithm(kind),
            from,
            to,
            window.stride().downAndRight(0),
            new long[] {window.height(), window.width()},
            window.dilation().downAndRight(-1),
            window.before().downAndRight(0),
            window.after().downAndRight(0),
            bench.attributes()),
        "a pooling");
    return desc;
  }

  private static dnnl_primitive_desc gradientDesc(
      Workbench bench,
      Kind kind,
      Window window,
      INDArray below,
      INDArray above,
      dnnl_primitive_desc hint) {
    dnnl_primitive_desc desc = new dnnl_primitive_desc();
    check(
        dnnl.dnnl_pooling_backward_primitive_desc_create(
            desc,
            ENGINE,
            algorithm(kind),
            bench.channelsLast(F32, below.shape()),
            bench.channelsLast(F32, above.shape()),
            window.stride().downAndRight(0),
            new long[] {window.height(), window.width()},
            window.dilation().downAndRight(-1),
            window.before().downAndRight(0),
            window.after().downAndRight(0),
            hint,
            bench.attributes()),
        "a pooling's gradient");
    return desc;
  }
}
