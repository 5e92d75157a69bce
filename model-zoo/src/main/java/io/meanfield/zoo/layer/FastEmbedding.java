package io.meanfield.zoo.layer;

import static org.deeplearning4j.nn.params.DefaultParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.DefaultParamInitializer.WEIGHT_KEY;

import io.meanfield.zoo.kernel.Embeddings;
import io.meanfield.zoo.kernel.Kernels;
import java.util.Arrays;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.feedforward.embedding.EmbeddingLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A vector for a number, [batch, 1] to [batch, size]; without activation. Examples whose mask is 0
 * are zeros.
 */
final class FastEmbedding extends EmbeddingLayer {
  private static final long serialVersionUID = 1;

  private final transient Kernels kernels;

  FastEmbedding(NeuralNetConfiguration conf, DataType type, Kernels kernels) {
    super(conf, type);
    this.kernels = kernels;
  }

  /** Whether a layer computes what this one does. */
  static boolean fits(org.deeplearning4j.nn.conf.layers.EmbeddingLayer conf) {
    return conf.getActivationFn() instanceof ActivationIdentity;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    INDArray table = getParam(WEIGHT_KEY);
    int[] rows = rows();
    INDArray output =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS, dataType, new long[] {rows.length, table.size(1)}, 'c');
    kernels.embeddings().gather(table, rows, output);
    if (hasBias()) {
      output.addiRowVector(getParam(BIAS_KEY));
      masked(output);
    }
    return output;
  }

  private void masked(INDArray vectors) {
    if (maskArray != null) {
      applyMask(vectors);
    }
  }

  private int[] rows() {
    if (input.rank() != 2 || input.size(0) != 1 && input.size(1) != 1) {
      throw new DL4JInvalidInputException(
          "expected numbers [batch, 1], found %s %s"
              .formatted(Arrays.toString(input.shape()), layerId()));
    }
    int[] rows = input.dup('c').data().asInt();
    long entries = layerConf().getNIn();
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] < 0 || rows[i] >= entries) {
        throw new DL4JInvalidInputException(
            "expected numbers in [0, %d), found %d %s".formatted(entries, rows[i], layerId()));
      }
      if (maskArray != null && maskArray.getDouble(i, 0) == 0) {
        rows[i] = Embeddings.NONE;
      }
    }
    return rows;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray gradient = gradientViews.get(WEIGHT_KEY);
    INDArray above =
        workspaces.createUninitialized(ArrayType.BP_WORKING_MEM, dataType, epsilon.shape(), 'c');
    kernels.elementwise().copy(epsilon, above);
    kernels.embeddings().scatter(above, rows(), gradient);
    Gradient result = new DefaultGradient();
    result.gradientForVariable().put(WEIGHT_KEY, gradient);
    if (hasBias()) {
      INDArray bias = gradientViews.get(BIAS_KEY);
      masked(above);
      kernels.matrices().sumOfRows(above, bias);
      result.gradientForVariable().put(BIAS_KEY, bias);
    }
    // of numbers that are names; stock vertices before this layer cannot do without
    INDArray none =
        workspaces.create(
            ArrayType.ACTIVATION_GRAD, dataType, new long[] {epsilon.size(0), 1}, 'c');
    return new Pair<>(result, none);
  }
}
