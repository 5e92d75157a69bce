package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Attention.Heads;
import io.meanfield.zoo.kernel.Attention.Reach;
import io.meanfield.zoo.kernel.Attention.Rule;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The steps of a sequence attend to each other. */
final class SelfAttention extends AttentionBranch {
  private static final String GAIN = "g1";
  private static final String SHIFT = "s1";
  private static final Dense PROJECTION = new Dense("Wqkv", "bqkv");
  private static final Dense OUTPUT = new Dense("Wo", "bo");

  private final PastSteps pastSteps;

  /**
   * @param states of the layer
   */
  SelfAttention(TransformerLayer layer, Map<String, INDArray> states) {
    super(layer, GAIN, SHIFT, OUTPUT);
    pastSteps = new PastSteps(states);
  }

  static List<Part> parts(long width) {
    return List.of(
        Part.gain(GAIN, width),
        Part.bias(SHIFT, width),
        Part.weights(PROJECTION.weights(), width, 3 * width),
        Part.bias(PROJECTION.bias(), 3 * width),
        Part.weights(OUTPUT.weights(), width, width),
        Part.bias(OUTPUT.bias(), width));
  }

  INDArray forward(INDArray rows, long past, boolean training, LayerWorkspaceMgr mgr) {
    INDArray normed = norm(rows, training, mgr);
    INDArray projected = layer.create(place(training), mgr, rows.size(0), 3 * rows.size(1));
    dense(normed, PROJECTION, projected);
    Heads heads = heads(projected);
    Reach reach = layer.layerConf().reach();
    Rule rule = new Rule(reach, layer.getMaskArray(), newDropout(training));
    if (layer.isStepping()) {
      heads = pastSteps.and(heads, past);
      rule = PastSteps.rule(heads, past, reach);
    }
    return attend(heads, rule, rows, training, mgr);
  }

  /** Queries, keys and values of one projection. */
  private Heads heads(INDArray projected) {
    return new Heads(heads(projected, 0), heads(projected, 1), heads(projected, 2));
  }

  /**
   * @param below the gradient of what the branch began with, to be found
   */
  void backward(INDArray gradient, INDArray below, LayerWorkspaceMgr mgr) {
    INDArray projected =
        layer.create(ArrayType.BP_WORKING_MEM, mgr, gradient.size(0), 3 * gradient.size(1));
    attendGradient(gradient, heads(projected), mgr);
    INDArray normed = layer.create(ArrayType.BP_WORKING_MEM, mgr, gradient.shape());
    denseGradients(PROJECTION, normed(), projected, normed, mgr);
    normGradient(normed, gradient, below);
  }
}
