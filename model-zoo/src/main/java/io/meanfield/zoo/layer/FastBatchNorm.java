package io.meanfield.zoo.layer;

import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.BETA;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GAMMA;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_LOG_STD;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_MEAN;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_VAR;

import io.meanfield.zoo.kernel.Activation;
import io.meanfield.zoo.kernel.BatchNorms;
import io.meanfield.zoo.kernel.BatchNorms.Forward;
import io.meanfield.zoo.kernel.BatchNorms.Gradients;
import io.meanfield.zoo.kernel.BatchNorms.Norm;
import io.meanfield.zoo.kernel.BatchNorms.Statistics;
import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.kernel.Saved;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Batch normalization of vectors and images, with the ReLU layer after it where there is one. */
final class FastBatchNorm extends BatchNormalization implements FirstLayer {
  private static final long serialVersionUID = 1;

  private final transient Kernels kernels;
  private final transient Saved saved = new Saved();
  private final transient Statistics batch;
  private final transient INDArray lockedGain;
  private final transient INDArray lockedShift;
  private final Activation activation;
  private transient Forward forward;

  /**
   * @param activation {@link Activation#RELU} where the layer after it is done here
   */
  FastBatchNorm(
      NeuralNetConfiguration conf, DataType type, Kernels kernels, Activation activation) {
    super(conf, type);
    this.kernels = kernels;
    this.activation = activation;
    long channels = layerConf().getNOut();
    try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      batch = new Statistics(Nd4j.create(type, channels), Nd4j.create(type, channels));
      lockedGain = Nd4j.valueArrayOf(new long[] {channels}, layerConf().getGamma(), type);
      lockedShift = Nd4j.valueArrayOf(new long[] {channels}, layerConf().getBeta(), type);
    }
  }

  /** Its own gradient needs that of its input anyway. */
  @Override
  public void isFirst() {}

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    INDArray in = channelsSecond(input);
    INDArray output = create(in, ArrayType.ACTIVATIONS, workspaces);
    if (training) {
      forward = new Forward(in, norm(), batch, saved);
      kernels.batchNorms().train(forward, output);
    } else {
      INDArray mean = getParam(GLOBAL_MEAN);
      INDArray variance = runningVariance();
      kernels.batchNorms().infer(in, norm(), new Statistics(mean, variance), output);
    }
    return inFormat(output);
  }

  private Norm norm() {
    boolean locked = layerConf().isLockGammaBeta();
    INDArray gain = locked ? lockedGain : getParam(GAMMA);
    INDArray shift = locked ? lockedShift : getParam(BETA);
    return new Norm(gain, shift, layerConf().getEps(), activation);
  }

  /** The parameter is the decimal logarithm of its root, or itself. */
  private INDArray runningVariance() {
    return layerConf().isUseLogStd()
        ? Transforms.exp(getParam(GLOBAL_LOG_STD).mul(2 * Math.log(10)), false)
        : getParam(GLOBAL_VAR);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray result = create(forward.input(), ArrayType.ACTIVATION_GRAD, workspaces);
    boolean locked = layerConf().isLockGammaBeta();
    INDArray gain = locked ? temporary(workspaces) : gradientViews.get(GAMMA);
    INDArray shift = locked ? temporary(workspaces) : gradientViews.get(BETA);
    kernels
        .batchNorms()
        .gradient(forward, channelsSecond(epsilon), new Gradients(result, gain, shift));
    Gradient gradient = new DefaultGradient();
    if (!locked) {
      gradient.setGradientFor(GAMMA, gain);
      gradient.setGradientFor(BETA, shift);
    }
    String key = layerConf().isUseLogStd() ? GLOBAL_LOG_STD : GLOBAL_VAR;
    updateStatistics(key);
    gradient.setGradientFor(GLOBAL_MEAN, gradientViews.get(GLOBAL_MEAN));
    gradient.setGradientFor(key, gradientViews.get(key));
    return new Pair<>(gradient, inFormat(result));
  }

  /** Stock networks subtract these from the parameters. */
  private void updateStatistics(String key) {
    BatchNorms norms = kernels.batchNorms();
    double decay = layerConf().getDecay();
    norms.update(decay, getParam(GLOBAL_MEAN), batch.mean(), gradientViews.get(GLOBAL_MEAN));
    if (layerConf().isUseLogStd()) {
      norms.updateLogarithm(decay, getParam(key), batch.variance(), gradientViews.get(key));
    } else {
      norms.update(decay, getParam(key), batch.variance(), gradientViews.get(key));
    }
  }

  private INDArray temporary(LayerWorkspaceMgr workspaces) {
    return workspaces.createUninitialized(
        ArrayType.BP_WORKING_MEM, dataType, new long[] {layerConf().getNOut()}, 'c');
  }

  private INDArray channelsSecond(INDArray array) {
    return array.rank() == 4 ? Images.channelsFirst(array, format()) : array;
  }

  private INDArray inFormat(INDArray array) {
    return array.rank() == 4 ? Images.inFormat(array, format()) : array;
  }

  private CNN2DFormat format() {
    return layerConf().getCnn2DFormat();
  }

  private static INDArray create(INDArray like, ArrayType type, LayerWorkspaceMgr workspaces) {
    return like.rank() == 4
        ? Images.create(workspaces, type, like, like.shape())
        : workspaces.createUninitialized(type, like.dataType(), like.shape(), 'c');
  }

  @Override
  public void clear() {
    super.clear();
    forward = null;
  }
}
