package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.kernel.Layout;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A layer over sequences that computes with rows [batch * time, features], one for each step, which
 * is how its sequences [batch, features, time] lie.
 */
abstract class OwnSequenceLayer<C extends OwnLayer> extends BaseRecurrentLayer<C> {
  private static final long serialVersionUID = 1;

  final transient Kernels kernels;
  private transient boolean isStepping;

  OwnSequenceLayer(NeuralNetConfiguration conf, DataType type, Kernels kernels) {
    super(conf, type);
    this.kernels = kernels;
  }

  /**
   * @param rows [batch * time, inputs]
   * @param past steps that went before the first one
   * @return [batch * time, outputs], in the workspace of activations
   */
  abstract INDArray forward(INDArray rows, long past, boolean training, LayerWorkspaceMgr mgr);

  /**
   * Writes the gradients of parameters, of the last {@link #forward} in training.
   *
   * @param gradient [batch * time, outputs]
   * @return [batch * time, inputs], in the workspace of gradients
   */
  abstract INDArray backward(INDArray rows, INDArray gradient, LayerWorkspaceMgr mgr);

  final long batch() {
    return input.size(0);
  }

  final long time() {
    return channelsFirst(input).size(2);
  }

  final INDArray channelsFirst(INDArray sequence) {
    return Sequences.channelsFirst(sequence, getDataFormat());
  }

  final DataType dataType() {
    return dataType;
  }

  /** Where a parameter's gradient belongs. */
  final INDArray gradientOf(String parameter) {
    return gradientViews.get(parameter);
  }

  @Override
  public final INDArray activate(boolean training, LayerWorkspaceMgr mgr) {
    assertInputSet(false);
    ArrayType place = training ? ArrayType.ACTIVATIONS : ArrayType.FF_WORKING_MEM;
    return sequence(forward(rows(input, place, mgr), 0, training, mgr));
  }

  @Override
  public final Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr mgr) {
    assertInputSet(true);
    INDArray above = rows(epsilon, ArrayType.BP_WORKING_MEM, mgr);
    INDArray below = backward(rows(input, ArrayType.BP_WORKING_MEM, mgr), above, mgr);
    Gradient gradient = new DefaultGradient();
    gradientViews.forEach((name, view) -> gradient.setGradientFor(name, view));
    return new Pair<>(gradient, sequence(below));
  }

  /** A view where the sequence lies so, else a copy. */
  final INDArray rows(INDArray sequence, ArrayType place, LayerWorkspaceMgr mgr) {
    INDArray named = channelsFirst(sequence);
    INDArray lying = named;
    if (!Layout.isFeaturesLast(named)) {
      lying = Sequences.create(mgr, place, named, named.shape());
      kernels.elementwise().copy(named, lying);
    }
    long features = lying.size(1);
    return Nd4j.create(
        lying.data(),
        new long[] {lying.size(0) * lying.size(2), features},
        new long[] {features, 1},
        0);
  }

  final INDArray sequence(INDArray rows) {
    long features = rows.size(1);
    long time = rows.size(0) / batch();
    INDArray sequence =
        Nd4j.create(
            rows.data(),
            new long[] {batch(), features, time},
            new long[] {time * features, 1, features},
            0);
    return Sequences.inFormat(sequence, getDataFormat());
  }

  final INDArray create(ArrayType place, LayerWorkspaceMgr mgr, long... shape) {
    return mgr.createUninitialized(place, dataType, shape, 'c');
  }

  @Override
  public final INDArray rnnTimeStep(INDArray newInput, LayerWorkspaceMgr mgr) {
    setInput(newInput, mgr);
    INDArray seen = stateMap.get("past");
    long past = seen == null ? 0 : seen.getLong(0);
    isStepping = true;
    try {
      INDArray output = forward(rows(input, ArrayType.FF_WORKING_MEM, mgr), past, false, mgr);
      try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
        stateMap.put("past", Nd4j.scalar(past + time()));
      }
      return sequence(output);
    } finally {
      isStepping = false;
    }
  }

  /** Whether what is computed goes on from earlier steps, and later ones from it. */
  final boolean isStepping() {
    return isStepping;
  }

  @Override
  public final INDArray rnnActivateUsingStoredState(
      INDArray newInput, boolean training, boolean storeLast, LayerWorkspaceMgr mgr) {
    throw noTruncation();
  }

  @Override
  public final Pair<Gradient, INDArray> tbpttBackpropGradient(
      INDArray epsilon, int length, LayerWorkspaceMgr mgr) {
    throw noTruncation();
  }

  private UnsupportedOperationException noTruncation() {
    return new UnsupportedOperationException(
        "expected standard back-propagation, found a truncated one " + layerId());
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray mask, MaskState state, int batchSize) {
    maskArray = mask;
    return new Pair<>(mask, state);
  }

  @Override
  public final Type type() {
    return Type.RECURRENT;
  }

  @Override
  public final boolean isPretrainLayer() {
    return false;
  }
}
