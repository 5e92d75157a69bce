package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Kernels;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link TransformerBlock}. */
final class TransformerLayer extends OwnSequenceLayer<TransformerBlock> {
  private static final long serialVersionUID = 1;

  private final transient SelfAttention self;
  private final transient CrossAttention cross; // null if there is no memory
  private final transient FeedForward feedForward;

  TransformerLayer(NeuralNetConfiguration conf, DataType type, Kernels kernels) {
    super(conf, type, kernels);
    self = new SelfAttention(this, stateMap);
    cross = layerConf().hasMemory() ? new CrossAttention(this, stateMap) : null;
    feedForward = new FeedForward(this);
  }

  /** Of a block that has a memory. */
  CrossAttention cross() {
    return cross;
  }

  /** Its name for messages. */
  String where() {
    return layerId();
  }

  @Override
  INDArray forward(INDArray rows, long past, boolean training, LayerWorkspaceMgr mgr) {
    INDArray middle = self.forward(rows, past, training, mgr);
    if (cross != null) {
      middle = cross.forward(middle, past, training, mgr);
    }
    return feedForward.forward(middle, training, mgr);
  }

  @Override
  INDArray backward(INDArray rows, INDArray gradient, LayerWorkspaceMgr mgr) {
    INDArray middle = feedForward.backward(gradient, mgr);
    if (cross != null) {
      middle = cross.backward(middle, mgr);
    }
    INDArray below = create(ArrayType.ACTIVATION_GRAD, mgr, rows.shape());
    self.backward(middle, below, mgr);
    return below;
  }

  @Override
  public void setMaskArray(INDArray mask) {
    super.setMaskArray(mask);
    if (cross != null && mask == null) {
      cross.mask(null); // graphs clear masks so
    }
  }

  @Override
  public void clear() {
    super.clear();
    self.forget();
    feedForward.forget();
    if (cross != null) {
      cross.forget();
    }
  }
}
