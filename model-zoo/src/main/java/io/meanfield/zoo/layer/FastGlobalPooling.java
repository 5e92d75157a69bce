package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.kernel.Poolings;
import io.meanfield.zoo.kernel.Saved;
import io.meanfield.zoo.kernel.Window;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.pooling.GlobalPoolingLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Maximum, mean or sum of each channel over all steps of a sequence, those that its mask leaves out
 * excepted, or over all pixels of an image: pooling with a window of the whole.
 */
final class FastGlobalPooling extends GlobalPoolingLayer {
  private static final long serialVersionUID = 1;

  private final transient Kernels kernels;
  private final transient Saved saved = new Saved();
  private transient INDArray pooled;

  FastGlobalPooling(NeuralNetConfiguration conf, DataType type, Kernels kernels) {
    super(conf, type);
    this.kernels = kernels;
  }

  static boolean fits(org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer layer) {
    return layer.getPoolingType() != PoolingType.PNORM && layer.isCollapseDimensions();
  }

  /** What is rare is left to the stock layer. */
  private boolean isUsual() {
    boolean isSequence = input.rank() == 3;
    return (isSequence || input.rank() == 4 && maskArray == null)
        && (isSequence
            ? poolsOnly(2) || poolsOnly(1) && maskArray == null
            : poolsOnly(2, 3) || poolsOnly(1, 2));
  }

  private boolean poolsOnly(int... dimensions) {
    int[] given = layerConf().getPoolingDimensions();
    int[] usual = input.rank() == 3 ? new int[] {2} : new int[] {2, 3};
    return Arrays.equals(dimensions, given == null ? usual : given);
  }

  /** [batch, channels, height, width], whatever the input is. */
  private INDArray image(INDArray array) {
    if (array.rank() == 3) {
      return Sequences.asImages(poolsOnly(2) ? array : array.permute(0, 2, 1));
    }
    return poolsOnly(2, 3) ? array : array.permute(0, 3, 1, 2);
  }

  private static Window all(INDArray image) {
    Window.Pair one = new Window.Pair(1, 1);
    Window.Pair none = new Window.Pair(0, 0);
    return new Window((int) image.size(2), (int) image.size(3), one, one, none, none);
  }

  private Poolings.Kind kind() {
    return isMax() ? Poolings.Kind.MAX : Poolings.Kind.MEAN_OF_WINDOW;
  }

  private boolean isMax() {
    return layerConf().getPoolingType() == PoolingType.MAX;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    if (!isUsual()) {
      return super.activate(training, workspaces);
    }
    pooled = input;
    if (maskArray != null) {
      pooled = Sequences.create(workspaces, ArrayType.ACTIVATIONS, input, input.shape());
      kernels.elementwise().copy(input, pooled);
      kernels.elementwise().fill(pooled, maskArray, isMax() ? Double.NEGATIVE_INFINITY : 0);
    }
    INDArray image = image(pooled);
    INDArray output =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS, dataType, new long[] {image.size(0), image.size(1)}, 'c');
    kernels.poolings().forward(kind(), all(image), image, saved, pixels(output));
    scale(output, image);
    return output;
  }

  /** [batch, channels] as images of one pixel. */
  private static INDArray pixels(INDArray vectors) {
    return vectors.reshape(vectors.size(0), vectors.size(1), 1, 1);
  }

  /** Makes means over the whole sums, or means over what the mask leaves. */
  private void scale(INDArray vectors, INDArray image) {
    long size = image.size(2) * image.size(3);
    if (layerConf().getPoolingType() == PoolingType.SUM) {
      vectors.muli(size);
    } else if (!isMax() && maskArray != null) {
      INDArray share = maskArray.castTo(vectors.dataType()).sum(1).rdivi(size);
      vectors.muliColumnVector(share);
    }
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    if (!isUsual()) {
      return super.backpropGradient(epsilon, workspaces);
    }
    INDArray image = image(pooled);
    INDArray above = epsilon.dup('c').reshape(image.size(0), image.size(1));
    scale(above, image);
    INDArray result = Lying.like(pooled, ArrayType.ACTIVATION_GRAD, workspaces);
    Poolings.Forward forward = new Poolings.Forward(image, saved);
    kernels.poolings().gradient(kind(), all(image), forward, pixels(above), image(result));
    if (maskArray != null) {
      kernels.elementwise().fill(result, maskArray, 0);
    }
    return new Pair<>(new DefaultGradient(), result);
  }

  @Override
  public void clear() {
    super.clear();
    pooled = null;
  }
}
