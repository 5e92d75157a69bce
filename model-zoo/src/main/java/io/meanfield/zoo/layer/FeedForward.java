package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Activation;
import java.util.List;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Two dense layers with a GELU between them. */
final class FeedForward extends Branch {
  private static final String GAIN = "g2";
  private static final String SHIFT = "s2";
  private static final Dense WIDE = new Dense("W1", "b1");
  private static final Dense NARROW = new Dense("W2", "b2");

  private Kept kept;

  /** What a training pass leaves for its backward pass. */
  private record Kept(INDArray wide, INDArray active) {}

  FeedForward(TransformerLayer layer) {
    super(layer, GAIN, SHIFT);
  }

  static List<Part> parts(long width, long hidden) {
    return List.of(
        Part.gain(GAIN, width),
        Part.bias(SHIFT, width),
        Part.weights(WIDE.weights(), width, hidden),
        Part.bias(WIDE.bias(), hidden),
        Part.weights(NARROW.weights(), hidden, width),
        Part.bias(NARROW.bias(), width));
  }

  /** In the workspace of activations. */
  INDArray forward(INDArray rows, boolean training, LayerWorkspaceMgr mgr) {
    ArrayType place = place(training);
    INDArray normed = norm(rows, training, mgr);
    long hidden = layer.getParam(WIDE.weights()).size(1);
    INDArray wide = layer.create(place, mgr, rows.size(0), hidden);
    dense(normed, WIDE, wide);
    INDArray active = training ? operand(place, mgr, wide.shape()) : wide;
    kernels.elementwise().activate(Activation.GELU, wide, active);
    INDArray output = layer.create(ArrayType.ACTIVATIONS, mgr, rows.shape());
    dense(active, NARROW, output);
    end(output, rows, training);
    kept = training ? new Kept(wide, active) : null;
    return output;
  }

  INDArray backward(INDArray gradient, LayerWorkspaceMgr mgr) {
    INDArray wide = layer.create(ArrayType.BP_WORKING_MEM, mgr, kept.wide().shape());
    denseGradients(NARROW, kept.active(), endGradient(gradient, mgr), wide, mgr);
    kernels.elementwise().activateGradient(Activation.GELU, kept.wide(), wide, wide);
    INDArray normed = layer.create(ArrayType.BP_WORKING_MEM, mgr, gradient.shape());
    denseGradients(WIDE, normed(), wide, normed, mgr);
    INDArray below = layer.create(ArrayType.BP_WORKING_MEM, mgr, gradient.shape());
    normGradient(normed, gradient, below);
    return below;
  }

  @Override
  void forget() {
    super.forget();
    kept = null;
  }
}
