package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Activation;
import io.meanfield.zoo.kernel.Kernels;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.OutputLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A dense layer with a loss, [batch, inputs] to [batch, outputs]. A training step has its product
 * once: what back-propagation finds is the score that is asked for next.
 */
final class FastOutput extends OutputLayer implements FirstLayer {
  private static final long serialVersionUID = 1;

  private final transient Kernels kernels;
  private final transient OutputLoss lossFunction;

  /** The labels whose loss is known for the present input, or null. */
  private transient INDArray known;

  private double knownLoss;
  private final transient Dropping dropping;
  private boolean isFirst;

  FastOutput(NeuralNetConfiguration conf, DataType type, Kernels kernels) {
    super(conf, type);
    this.kernels = kernels;
    this.lossFunction = new OutputLoss(layerConf(), kernels);
    this.dropping = new Dropping(layerConf().getIDropout(), kernels);
  }

  @Override
  public void isFirst() {
    isFirst = true;
  }

  @Override
  public void setInput(INDArray input, LayerWorkspaceMgr workspaces) {
    super.setInput(input, workspaces);
    known = null;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray output =
        lossFunction.activate(sums(training, ArrayType.ACTIVATIONS, workspaces), training);
    if (maskArray != null) {
      applyMask(output);
    }
    return output;
  }

  @Override
  protected Pair<INDArray, INDArray> preOutputWithPreNorm(
      boolean training, boolean forBackprop, LayerWorkspaceMgr workspaces) {
    INDArray sums = sums(training, ArrayType.ACTIVATIONS, workspaces);
    return new Pair<>(sums, sums);
  }

  private INDArray sums(boolean training, ArrayType place, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaces);
    INDArray weights = getParamWithNoise(DefaultParamInitializer.WEIGHT_KEY, training, workspaces);
    INDArray bias =
        hasBias()
            ? getParamWithNoise(DefaultParamInitializer.BIAS_KEY, training, workspaces)
            : null;
    INDArray sums =
        workspaces.createUninitialized(
            place, dataType, new long[] {input.size(0), weights.size(1)}, 'c');
    kernels.matrices().dense(input, weights, bias, Activation.IDENTITY, sums);
    return sums;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray sums = sums(true, ArrayType.BP_WORKING_MEM, workspaces);
    OutputLoss.Result result = lossFunction.of(sums, labels, maskArray);
    known = labels;
    knownLoss = result.loss();
    Gradient gradient = new DefaultGradient();
    INDArray weightGradient = gradientViews.get(DefaultParamInitializer.WEIGHT_KEY);
    INDArray biasGradient = hasBias() ? gradientViews.get(DefaultParamInitializer.BIAS_KEY) : null;
    kernels.matrices().denseGradient(input, result.slopes(), weightGradient, biasGradient);
    gradient.gradientForVariable().put(DefaultParamInitializer.WEIGHT_KEY, weightGradient);
    if (biasGradient != null) {
      gradient.gradientForVariable().put(DefaultParamInitializer.BIAS_KEY, biasGradient);
    }
    return new Pair<>(gradient, inputGradient(result.slopes(), workspaces));
  }

  private INDArray inputGradient(INDArray slopes, LayerWorkspaceMgr workspaces) {
    INDArray weights = getParamWithNoise(DefaultParamInitializer.WEIGHT_KEY, true, workspaces);
    if (isFirst) {
      return null;
    }
    INDArray result =
        workspaces.createUninitialized(
            ArrayType.ACTIVATION_GRAD, dataType, new long[] {slopes.size(0), weights.size(0)}, 'c');
    kernels.matrices().denseInputGradient(slopes, weights, result);
    return backpropDropOutIfPresent(result);
  }

  @Override
  public double computeScore(
      double fullNetRegTerm, boolean training, LayerWorkspaceMgr workspaces) {
    if (input == null || labels == null) {
      throw new IllegalStateException("expected input and labels for a score " + layerId());
    }
    boolean isKnown = training && known == labels;
    double loss =
        isKnown
            ? knownLoss
            : lossFunction
                .of(sums(training, ArrayType.ACTIVATIONS, workspaces), labels, maskArray)
                .loss();
    known = null;
    score = (conf().isMiniBatch() ? loss / getInputMiniBatchSize() : loss) + fullNetRegTerm;
    return score;
  }

  @Override
  protected void applyDropOutIfNecessary(boolean training, LayerWorkspaceMgr workspaces) {
    if (!dropping.isPlain()) {
      super.applyDropOutIfNecessary(training, workspaces);
    } else if (training && !dropoutApplied) {
      INDArray memory =
          workspaces.createUninitialized(ArrayType.INPUT, dataType, input.shape(), 'c');
      input = dropping.apply(input, memory);
      dropoutApplied = true;
    }
  }

  @Override
  protected INDArray backpropDropOutIfPresent(INDArray gradient) {
    return dropping.isPlain()
        ? dropping.gradient(gradient)
        : super.backpropDropOutIfPresent(gradient);
  }

  @Override
  public void clear() {
    super.clear();
    known = null;
  }
}
