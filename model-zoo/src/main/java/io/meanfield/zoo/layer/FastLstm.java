package io.meanfield.zoo.layer;

import static org.deeplearning4j.nn.params.LSTMParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.LSTMParamInitializer.INPUT_WEIGHT_KEY;
import static org.deeplearning4j.nn.params.LSTMParamInitializer.RECURRENT_WEIGHT_KEY;

import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.kernel.Recurrence.Cell;
import io.meanfield.zoo.kernel.Recurrence.Direction;
import io.meanfield.zoo.kernel.Recurrence.Weights;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.LSTM;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An LSTM layer with sigmoid gates and tanh, [batch, inputs, time] to [batch, units, time]. Where
 * stock Deeplearning4j lets gradients pass through masked steps although the state does not, this
 * one gives the true gradient. Truncated back-propagation is stock Deeplearning4j's.
 */
final class FastLstm extends LSTM implements FirstLayer, OneWay {
  private static final long serialVersionUID = 1;

  private final transient Walk walk;
  private boolean isFirst;
  private transient FastEmbeddingSequence words;

  FastLstm(NeuralNetConfiguration conf, DataType type, Kernels kernels) {
    this(conf, type, kernels, Direction.LEFT_TO_RIGHT);
  }

  FastLstm(NeuralNetConfiguration conf, DataType type, Kernels kernels, Direction direction) {
    super(conf, type);
    this.walk = new Walk(kernels, Cell.LSTM, direction);
  }

  /** Whether a layer computes what this one does. */
  static boolean fits(org.deeplearning4j.nn.conf.layers.LSTM conf) {
    return conf.getGateActivationFn() instanceof ActivationSigmoid
        && conf.getActivationFn() instanceof ActivationTanH;
  }

  @Override
  public void isFirst() {
    isFirst = true;
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
        getParamWithNoise(INPUT_WEIGHT_KEY, training, workspaces),
        getParamWithNoise(RECURRENT_WEIGHT_KEY, training, workspaces),
        getParamWithNoise(BIAS_KEY, training, workspaces));
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
            gradientViews.get(INPUT_WEIGHT_KEY),
            gradientViews.get(RECURRENT_WEIGHT_KEY),
            gradientViews.get(BIAS_KEY));
    boolean isOfVectors = walk.hasReadVectors();
    INDArray below =
        walk.gradient(epsilon, getDataFormat(), gradients, isFirst ? null : place, workspaces);
    weightNoiseParams.clear();
    return new Pair<>(
        Walk.named(gradientViews),
        below == null || isOfVectors ? below : backpropDropOutIfPresent(below));
  }

  @Override
  public void clear() {
    super.clear();
    walk.forget();
  }
}
