package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Activation;
import io.meanfield.zoo.kernel.Kernels;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.RnnOutputLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A dense layer with a loss at every step, [batch, inputs, time] to [batch, outputs, time]. A
 * training step has its product once, over all steps of all sequences: what back-propagation finds
 * is the score that is asked for next.
 */
final class FastRnnOutput extends RnnOutputLayer implements FirstLayer {
  private static final long serialVersionUID = 1;

  private final transient Kernels kernels;
  private final transient OutputLoss lossFunction;

  /** The labels whose loss is known for the present input, or null. */
  private transient INDArray known;

  private double knownLoss;
  private boolean isFirst;

  FastRnnOutput(NeuralNetConfiguration conf, DataType type, Kernels kernels) {
    super(conf, type);
    this.kernels = kernels;
    this.lossFunction = new OutputLoss(layerConf(), kernels);
  }

  @Override
  public void isFirst() {
    isFirst = true;
  }

  @Override
  public void setInput(INDArray newInput, LayerWorkspaceMgr workspaces) {
    super.setInput(newInput, workspaces);
    known = null;
  }

  private RNNFormat format() {
    return layerConf().getRnnDataFormat();
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray sums = preOutput(training, ArrayType.ACTIVATIONS, workspaces);
    INDArray output = lossFunction.activate(sums, training);
    if (maskArray != null) {
      applyMask(output);
    }
    return TimeMajor.named(format(), TimeMajor.ofRows(output, input.size(0)));
  }

  @Override
  protected INDArray preOutput2d(boolean training, LayerWorkspaceMgr workspaces) {
    return preOutput(training, ArrayType.ACTIVATIONS, workspaces);
  }

  /** [time * batch, outputs]. */
  private INDArray preOutput(boolean training, ArrayType place, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaces);
    INDArray weights = getParamWithNoise(DefaultParamInitializer.WEIGHT_KEY, training, workspaces);
    INDArray bias =
        hasBias()
            ? getParamWithNoise(DefaultParamInitializer.BIAS_KEY, training, workspaces)
            : null;
    INDArray rows =
        rows(input, place == ArrayType.ACTIVATIONS ? ArrayType.FF_WORKING_MEM : place, workspaces);
    INDArray sums =
        workspaces.createUninitialized(
            place, dataType, new long[] {rows.size(0), weights.size(1)}, 'c');
    kernels.matrices().dense(rows, weights, bias, Activation.IDENTITY, sums);
    return sums;
  }

  private INDArray rows(INDArray sequence, ArrayType place, LayerWorkspaceMgr workspaces) {
    if (sequence.rank() != 3) {
      throw new IllegalStateException(
          "expected sequences of rank 3, found rank %d %s".formatted(sequence.rank(), layerId()));
    }
    return TimeMajor.rows(TimeMajor.named(format(), sequence), place, kernels, workspaces);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray sums = preOutput(true, ArrayType.BP_WORKING_MEM, workspaces);
    INDArray wanted = rows(labels, ArrayType.BP_WORKING_MEM, workspaces);
    OutputLoss.Result result = lossFunction.of(sums, wanted, maskArray);
    known = labels;
    knownLoss = result.loss();
    Gradient gradient = new DefaultGradient();
    INDArray weightGradient = gradientViews.get(DefaultParamInitializer.WEIGHT_KEY);
    INDArray biasGradient = hasBias() ? gradientViews.get(DefaultParamInitializer.BIAS_KEY) : null;
    INDArray rows = rows(input, ArrayType.BP_WORKING_MEM, workspaces);
    INDArray slopes = Operands.of(result.slopes(), ArrayType.BP_WORKING_MEM, kernels, workspaces);
    kernels.matrices().denseGradient(rows, slopes, weightGradient, null);
    gradient.gradientForVariable().put(DefaultParamInitializer.WEIGHT_KEY, weightGradient);
    if (biasGradient != null) {
      kernels.matrices().sumOfRows(result.slopes(), biasGradient);
      gradient.gradientForVariable().put(DefaultParamInitializer.BIAS_KEY, biasGradient);
    }
    INDArray below = inputGradient(slopes, workspaces);
    weightNoiseParams.clear();
    return new Pair<>(gradient, below);
  }

  private INDArray inputGradient(INDArray slopes, LayerWorkspaceMgr workspaces) {
    if (isFirst) {
      return null;
    }
    INDArray weights = getParamWithNoise(DefaultParamInitializer.WEIGHT_KEY, true, workspaces);
    INDArray result =
        workspaces.createUninitialized(
            ArrayType.ACTIVATION_GRAD, dataType, new long[] {slopes.size(0), weights.size(0)}, 'c');
    kernels.matrices().denseInputGradient(slopes, weights, result);
    INDArray sequence = TimeMajor.named(format(), TimeMajor.ofRows(result, input.size(0)));
    return backpropDropOutIfPresent(sequence);
  }

  @Override
  public double computeScore(
      double fullNetRegTerm, boolean training, LayerWorkspaceMgr workspaces) {
    if (input == null || labels == null) {
      throw new IllegalStateException("expected input and labels for a score " + layerId());
    }
    double loss = training && known == labels ? knownLoss : loss(training, workspaces);
    known = null;
    score = (conf().isMiniBatch() ? loss / getInputMiniBatchSize() : loss) + fullNetRegTerm;
    return score;
  }

  private double loss(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray sums = preOutput(training, ArrayType.ACTIVATIONS, workspaces);
    INDArray wanted = rows(labels, ArrayType.FF_WORKING_MEM, workspaces);
    return lossFunction.of(sums, wanted, maskArray).loss();
  }

  @Override
  protected INDArray getLabels2d(LayerWorkspaceMgr workspaces, ArrayType place) {
    return rows(labels, place, workspaces);
  }

  @Override
  public void clear() {
    super.clear();
    known = null;
  }
}
