package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Activation;
import io.meanfield.zoo.kernel.Kernels;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.feedforward.dense.DenseLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A dense layer [batch, inputs] to [batch, outputs]. */
final class FastDense extends DenseLayer implements FirstLayer {
  private static final long serialVersionUID = 1;

  private final transient Kernels kernels;
  private final transient Epilogue epilogue;
  private final transient Dropping dropping;
  private boolean isFirst;

  FastDense(NeuralNetConfiguration conf, DataType type, Kernels kernels) {
    super(conf, type);
    this.kernels = kernels;
    this.epilogue = new Epilogue(activation(layerConf()).orElseThrow(), kernels);
    this.dropping = new Dropping(layerConf().getIDropout(), kernels);
  }

  static java.util.Optional<Activation> activation(
      org.deeplearning4j.nn.conf.layers.BaseLayer layer) {
    return Activation.of(layer.getActivationFn());
  }

  @Override
  public void isFirst() {
    isFirst = true;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaces);
    INDArray weights = getParamWithNoise(DefaultParamInitializer.WEIGHT_KEY, training, workspaces);
    INDArray bias =
        hasBias()
            ? getParamWithNoise(DefaultParamInitializer.BIAS_KEY, training, workspaces)
            : null;
    INDArray sums = create(workspaces, weights);
    kernels.matrices().dense(input, weights, bias, epilogue.fused(), sums);
    boolean keeps = training && epilogue.keepsInput();
    INDArray output = epilogue.finish(sums, keeps ? create(workspaces, weights) : sums);
    if (maskArray != null) {
      applyMask(output);
    }
    return output;
  }

  private INDArray create(LayerWorkspaceMgr workspaces, INDArray weights) {
    return workspaces.createUninitialized(
        ArrayType.ACTIVATIONS, dataType, new long[] {input.size(0), weights.size(1)}, 'c');
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray gradient = epsilon;
    if (!epilogue.isIdentity() || maskArray != null) {
      INDArray memory =
          workspaces.createUninitialized(ArrayType.BP_WORKING_MEM, dataType, epsilon.shape(), 'c');
      gradient = epilogue.gradient(epsilon, memory);
    }
    if (maskArray != null) {
      applyMask(gradient);
    }
    return new Pair<>(parameterGradients(gradient), inputGradient(gradient, workspaces));
  }

  private Gradient parameterGradients(INDArray gradient) {
    Gradient result = new DefaultGradient();
    INDArray weights = gradientViews.get(DefaultParamInitializer.WEIGHT_KEY);
    INDArray bias = hasBias() ? gradientViews.get(DefaultParamInitializer.BIAS_KEY) : null;
    kernels.matrices().denseGradient(input, gradient, weights, bias);
    result.gradientForVariable().put(DefaultParamInitializer.WEIGHT_KEY, weights);
    if (bias != null) {
      result.gradientForVariable().put(DefaultParamInitializer.BIAS_KEY, bias);
    }
    return result;
  }

  private INDArray inputGradient(INDArray gradient, LayerWorkspaceMgr workspaces) {
    INDArray weights = getParamWithNoise(DefaultParamInitializer.WEIGHT_KEY, true, workspaces);
    weightNoiseParams.clear();
    if (isFirst) {
      return null;
    }
    INDArray result =
        workspaces.createUninitialized(
            ArrayType.ACTIVATION_GRAD,
            dataType,
            new long[] {gradient.size(0), weights.size(0)},
            'c');
    kernels.matrices().denseInputGradient(gradient, weights, result);
    return backpropDropOutIfPresent(result);
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
    epilogue.clear();
  }
}
