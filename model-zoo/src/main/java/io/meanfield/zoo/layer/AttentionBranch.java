package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Attention.Heads;
import io.meanfield.zoo.kernel.Attention.Rule;
import io.meanfield.zoo.kernel.Saved;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A branch with attention and a dense layer of what the heads found. */
abstract class AttentionBranch extends Branch {
  private final Dense output;
  private final Saved saved = new Saved();
  private Kept kept;

  /** What a training pass leaves for its backward pass. */
  private record Kept(Heads heads, Rule rule, INDArray attended) {}

  AttentionBranch(TransformerLayer layer, String gain, String shift, Dense output) {
    super(layer, gain, shift);
    this.output = output;
  }

  /** The rest of the branch. */
  final INDArray attend(
      Heads heads, Rule rule, INDArray rows, boolean training, LayerWorkspaceMgr mgr) {
    ArrayType place = place(training);
    INDArray found = layer.create(place, mgr, rows.shape());
    kernels.attention().forward(heads, rule, heads(found, 0), saved);
    INDArray attended = Operands.of(found, place, kernels, mgr);
    INDArray results = layer.create(place, mgr, rows.shape());
    dense(attended, output, results);
    end(results, rows, training);
    kept = training ? new Kept(heads, rule, attended) : null;
    return results;
  }

  /**
   * Back to queries, keys and values.
   *
   * @param gradient of the branch's end
   */
  final void attendGradient(INDArray gradient, Heads result, LayerWorkspaceMgr mgr) {
    INDArray found = layer.create(ArrayType.BP_WORKING_MEM, mgr, gradient.shape());
    denseGradients(output, kept.attended(), endGradient(gradient, mgr), found, mgr);
    kernels.attention().gradient(kept.heads(), kept.rule(), heads(found, 0), saved, result);
  }

  /**
   * Columns of rows [batch * time, ...] as [batch, heads, time, size]; a view.
   *
   * @param which of the pieces, as wide as the block, that a row consists of
   */
  final INDArray heads(INDArray rows, int which) {
    long numHeads = layer.layerConf().heads();
    long width = layer.layerConf().getNOut();
    long size = width / numHeads;
    long time = rows.size(0) / layer.batch();
    long rowLength = rows.size(1);
    return Nd4j.create(
        rows.data(),
        new long[] {layer.batch(), numHeads, time, size},
        new long[] {time * rowLength, size, rowLength, 1},
        rows.offset() + which * width);
  }

  @Override
  void forget() {
    super.forget();
    kept = null;
  }
}
