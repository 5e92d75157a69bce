package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.kernel.Recurrence.Cell;
import io.meanfield.zoo.kernel.Recurrence.Direction;
import io.meanfield.zoo.kernel.Recurrence.Weights;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link Gru}, [batch, inputs, time] to [batch, units, time]. */
final class GruLayer extends BaseRecurrentLayer<Gru> implements FirstLayer, OneWay {
  private static final long serialVersionUID = 1;

  private final transient Walk walk;
  private boolean isFirst;
  private transient FastEmbeddingSequence words;

  /**
   * @param direction the opposite of which is walked if the configuration says right to left
   */
  GruLayer(NeuralNetConfiguration conf, DataType type, Kernels kernels, Direction direction) {
    super(conf, type);
    boolean isSame = direction == layerConf().direction();
    this.walk =
        new Walk(kernels, Cell.GRU, isSame ? Direction.LEFT_TO_RIGHT : Direction.RIGHT_TO_LEFT);
  }

  @Override
  public void isFirst() {
    isFirst = true;
  }

  @Override
  public Type type() {
    return Type.RECURRENT;
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public void reads(FastEmbeddingSequence newWords) {
    words = newWords;
  }

  @Override
  public INDArray activate(INDArray newInput, boolean training, LayerWorkspaceMgr workspaces) {
    setInput(newInput, workspaces);
    return activate(training, workspaces);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray output = walk.newOutput(walkInput(), weights(training, workspaces), workspaces);
    activateInto(output, training, workspaces);
    return TimeMajor.named(getDataFormat(), output);
  }

  @Override
  public void activateInto(INDArray output, boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaces);
    walk.activate(walkInput(), weights(training, workspaces), training, output);
  }

  private Walk.Input walkInput() {
    return new Walk.Input(input, maskArray, getDataFormat(), words);
  }

  private Weights weights(boolean training, LayerWorkspaceMgr workspaces) {
    return new Weights(
        getParamWithNoise(Gru.INPUT_WEIGHTS, training, workspaces),
        getParamWithNoise(Gru.RECURRENT_WEIGHTS, training, workspaces),
        getParamWithNoise(Gru.BIAS, training, workspaces));
  }

  @Override
  public INDArray rnnTimeStep(INDArray newInput, LayerWorkspaceMgr workspaces) {
    setInput(newInput, workspaces);
    return walk.goOn(walkInput(), weights(false, workspaces), stateMap, workspaces);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    return ReadsWords.handedOver(
        backpropGradient(epsilon, ArrayType.ACTIVATION_GRAD, workspaces), input, words);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, ArrayType place, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    if (!walk.hasPassed(walkInput())) {
      activate(true, workspaces);
    }
    Weights gradients =
        new Weights(
            gradientViews.get(Gru.INPUT_WEIGHTS),
            gradientViews.get(Gru.RECURRENT_WEIGHTS),
            gradientViews.get(Gru.BIAS));
    boolean isOfVectors = walk.hasReadVectors();
    INDArray below =
        walk.gradient(epsilon, getDataFormat(), gradients, isFirst ? null : place, workspaces);
    weightNoiseParams.clear();
    return new Pair<>(
        Walk.named(gradientViews),
        below == null || isOfVectors ? below : backpropDropOutIfPresent(below));
  }

  @Override
  public INDArray rnnActivateUsingStoredState(
      INDArray newInput, boolean training, boolean storeLast, LayerWorkspaceMgr workspaces) {
    throw noTruncation();
  }

  @Override
  public Pair<Gradient, INDArray> tbpttBackpropGradient(
      INDArray epsilon, int length, LayerWorkspaceMgr workspaces) {
    throw noTruncation();
  }

  private UnsupportedOperationException noTruncation() {
    return new UnsupportedOperationException(
        "expected standard back-propagation, found a truncated one, which the GRU does not have "
            + layerId());
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray mask, MaskState state, int batchSize) {
    return new Pair<>(mask, MaskState.Passthrough);
  }

  @Override
  public void clear() {
    super.clear();
    walk.forget();
  }
}
