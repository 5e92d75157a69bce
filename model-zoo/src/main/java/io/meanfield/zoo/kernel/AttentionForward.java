package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.AttentionProducts.gapless;
import static io.meanfield.zoo.kernel.AttentionProducts.offset;
import static io.meanfield.zoo.kernel.AttentionProducts.rows;
import static io.meanfield.zoo.kernel.Layout.address;

import io.meanfield.zoo.kernel.Attention.Heads;
import io.meanfield.zoo.kernel.Attention.Reach;
import io.meanfield.zoo.kernel.Attention.Rule;
import io.meanfield.zoo.kernel.AttentionBlocks.Run;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Attention forward, run by run of queries. Of one thread. */
final class AttentionForward implements Plans.Plan {

  private record Step(
      Run run, Operation scores, Operation softmax, DroppedRun dropped, Operation values) {}

  private final AttentionBlocks blocks;
  private final NativeMemory handover;
  private final List<Step> steps = new ArrayList<>();

  AttentionForward(
      Workbench bench, AttentionBlocks blocks, Heads heads, Rule rule, INDArray output) {
    this.blocks = blocks;
    this.handover = bench.handover;
    handover.reserve((blocks.largest() + blocks.batch() * blocks.numKeys()) * Float.BYTES);
    AttentionProducts products = new AttentionProducts(bench);
    double scale = 1 / Math.sqrt(heads.queries().size(3));
    for (Run run : blocks.runs()) {
      Strided queries = rows(heads.queries(), run.queries());
      Strided keys = rows(heads.keys(), run.keys()).transposed();
      Strided p = gapless(blocks.shape(run));
      steps.add(
          new Step(
              run,
              rule.keyMask() == null
                  ? products.product(queries, keys, p, bench.attributes(Workbench.scaling(scale)))
                  : products.product(queries, keys, p, scale, penalties(run)),
              products.softmax(blocks.shape(run)),
              new DroppedRun(products, blocks, run, rule.dropout()),
              products.product(
                  p,
                  rows(heads.values(), run.keys()),
                  rows(output, run.queries()),
                  bench.attributes())));
    }
  }

  private Strided penalties(Run run) {
    return gapless(blocks.batch(), 1, 1, run.keys());
  }

  /**
   * @param saved of at least {@link AttentionBlocks#length} floats
   */
  void run(Heads heads, Rule rule, INDArray output, Saved saved) {
    long probabilities = address(saved.atLeast(blocks.length() * Float.BYTES));
    long dropped = handover.address();
    long penalties = dropped + blocks.largest() * Float.BYTES;
    for (Step step : steps) {
      Run run = step.run();
      long p = probabilities + run.position() * Float.BYTES;
      long queries = address(heads.queries()) + offset(heads.queries(), run.first());
      if (rule.keyMask() == null) {
        step.scores().run(queries, address(heads.keys()), p);
      } else {
        writePenalties(rule.keyMask(), run.keys(), penalties);
        step.scores().run(queries, address(heads.keys()), p, penalties);
      }
      if (rule.reach() == Reach.PAST) {
        hideAhead(run, p);
      }
      step.softmax().run(p, p);
      long to = address(output) + offset(output, run.first());
      long kept = step.dropped().drop(rule.dropout(), p, dropped);
      step.values().run(kept, address(heads.values()), to);
    }
  }

  private static void writePenalties(INDArray mask, long numKeys, long to) {
    FloatIndexer penalties = Floats.at(to, mask.size(0) * numKeys);
    for (long b = 0; b < mask.size(0); b++) {
      for (long k = 0; k < numKeys; k++) {
        double penalty = (1 - mask.getDouble(b, k)) * Nd4jAttention.PADDING;
        penalties.put(b * numKeys + k, (float) penalty);
      }
    }
  }

  private void hideAhead(Run run, long p) {
    FloatIndexer scores = Floats.at(p, blocks.length(run));
    blocks.visitAhead(
        run,
        (start, count) -> {
          for (long i = start; i < start + count; i++) {
            scores.put(i, (float) Nd4jAttention.AHEAD);
          }
        });
  }

  @Override
  public void close() {
    for (Step step : steps) {
      step.scores().close();
      step.softmax().close();
      step.dropped().close();
      step.values().close();
    }
  }
}
