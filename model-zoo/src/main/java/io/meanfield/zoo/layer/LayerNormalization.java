package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Kernels;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Configuration of layer normalization (Ba, Kiros and Hinton 2016) at every step, [batch, width,
 * time] to the same.
 */
public final class LayerNormalization extends OwnLayer {
  private static final long serialVersionUID = 1;
  private static final String GAIN = "g";
  private static final String SHIFT = "s";

  /** For JSON. */
  LayerNormalization() {}

  private LayerNormalization(Builder builder) {
    super(builder);
    activationFn = new ActivationIdentity();
  }

  /** Makes a {@link LayerNormalization}. */
  public static final class Builder extends BaseRecurrentLayer.Builder<Builder> {
    public Builder width(long width) {
      nIn(width);
      nOut(width);
      return this;
    }

    @Override
    @SuppressWarnings("unchecked")
    public LayerNormalization build() {
      return new LayerNormalization(this);
    }
  }

  @Override
  List<Part> newParts() {
    return List.of(Part.gain(GAIN, getNOut()), Part.bias(SHIFT, getNOut()));
  }

  @Override
  Layer computed(NeuralNetConfiguration conf, DataType type, Kernels kernels) {
    return new Computed(conf, type, kernels);
  }

  @Override
  long numKept() {
    return 0;
  }

  private static final class Computed extends OwnSequenceLayer<LayerNormalization> {
    private static final long serialVersionUID = 1;
    private final transient NormedRows norm;

    Computed(NeuralNetConfiguration conf, DataType type, Kernels kernels) {
      super(conf, type, kernels);
      norm = new NormedRows(kernels);
    }

    @Override
    INDArray forward(INDArray rows, long past, boolean training, LayerWorkspaceMgr mgr) {
      INDArray output = create(ArrayType.ACTIVATIONS, mgr, rows.shape());
      norm.forward(rows, new NormedRows.Norm(getParam(GAIN), getParam(SHIFT)), output);
      return output;
    }

    @Override
    INDArray backward(INDArray rows, INDArray gradient, LayerWorkspaceMgr mgr) {
      INDArray below = create(ArrayType.ACTIVATION_GRAD, mgr, rows.shape());
      norm.gradient(gradient, below, gradientViews.get(GAIN), gradientViews.get(SHIFT));
      return below;
    }
  }
}
