package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.AttentionProducts.gapless;
import static io.meanfield.zoo.kernel.AttentionProducts.offset;
import static io.meanfield.zoo.kernel.AttentionProducts.rows;
import static io.meanfield.zoo.kernel.Layout.address;

import io.meanfield.zoo.kernel.Attention.Heads;
import io.meanfield.zoo.kernel.Attention.Rule;
import io.meanfield.zoo.kernel.AttentionBlocks.Run;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Attention backward, run by run of queries, each adding to keys and values. Of one thread. */
final class AttentionBackward implements Plans.Plan {

  /** Named by what each operation writes. */
  private record Step(
      Run run,
      DroppedRun dropped,
      Operation values,
      Operation probabilities,
      Operation scores,
      Operation queries,
      Operation keys) {}

  private final AttentionBlocks blocks;
  private final NativeMemory handover;
  private final List<Step> steps = new ArrayList<>();

  AttentionBackward(
      Workbench bench, AttentionBlocks blocks, Heads heads, Dropout dropout, Gradients gradients) {
    this.blocks = blocks;
    this.handover = bench.handover;
    handover.reserve(2 * blocks.largest() * Float.BYTES);
    AttentionProducts products = new AttentionProducts(bench);
    double scale = dropout.scale() / Math.sqrt(heads.queries().size(3));
    for (Run run : blocks.runs()) {
      boolean isFirst = steps.isEmpty();
      Strided above = rows(gradients.output(), run.queries());
      Strided p = gapless(blocks.shape(run));
      steps.add(
          new Step(
              run,
              new DroppedRun(products, blocks, run, dropout),
              products.product(
                  p.transposed(),
                  above,
                  rows(gradients.heads().values(), run.keys()),
                  attributes(bench, isFirst)),
              products.product(
                  above,
                  rows(heads.values(), run.keys()).transposed(),
                  p,
                  bench.attributes(Workbench.scaling(scale))),
              products.softmaxGradient(blocks.shape(run)),
              products.product(
                  p,
                  rows(heads.keys(), run.keys()),
                  rows(gradients.heads().queries(), run.queries()),
                  bench.attributes()),
              products.product(
                  p.transposed(),
                  rows(heads.queries(), run.queries()),
                  rows(gradients.heads().keys(), run.keys()),
                  attributes(bench, isFirst))));
    }
  }

  /** The gradient that is given and those that are to be found. */
  record Gradients(INDArray output, Heads heads) {}

  private static dnnl_primitive_attr attributes(Workbench bench, boolean isFirst) {
    return isFirst ? bench.attributes() : bench.accumulating();
  }

  /**
   * @param saved what {@link AttentionForward} left
   */
  void run(Heads heads, Rule rule, Gradients gradients, Saved saved) {
    long probabilities = address(saved.atLeast(blocks.length() * Float.BYTES));
    long scores = handover.address();
    long dropped = scores + blocks.largest() * Float.BYTES;
    Heads result = gradients.heads();
    for (Step step : steps) {
      Run run = step.run();
      long p = probabilities + run.position() * Float.BYTES;
      long above = address(gradients.output()) + offset(gradients.output(), run.first());
      long kept = step.dropped().drop(rule.dropout(), p, dropped);
      step.values().run(kept, above, address(result.values()));
      step.probabilities().run(above, address(heads.values()), scores);
      step.dropped().dropOnly(rule.dropout(), scores);
      step.scores().run(p, scores, scores);
      long queries = address(heads.queries()) + offset(heads.queries(), run.first());
      long to = address(result.queries()) + offset(result.queries(), run.first());
      step.queries().run(scores, address(heads.keys()), to);
      step.keys().run(scores, queries, address(result.keys()));
    }
  }

  @Override
  public void close() {
    for (Step step : steps) {
      step.dropped().close();
      step.values().close();
      step.probabilities().close();
      step.scores().close();
      step.queries().close();
      step.keys().close();
    }
  }
}
