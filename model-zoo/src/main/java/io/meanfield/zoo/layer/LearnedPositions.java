package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Kernels;
import java.util.List;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Configuration of a layer that adds a learned vector to each step of a sequence, by its place in
 * it: [batch, width, time] to the same, as after an embedding of words in a transformer.
 */
public final class LearnedPositions extends OwnLayer {
  private static final long serialVersionUID = 1;
  private static final String TABLE = "P";

  @JsonProperty private long maxSteps;

  /** For JSON. */
  LearnedPositions() {}

  private LearnedPositions(Builder builder) {
    super(builder);
    maxSteps = builder.maxSteps;
    activationFn = new ActivationIdentity();
  }

  /** Makes {@link LearnedPositions}. */
  public static final class Builder extends BaseRecurrentLayer.Builder<Builder> {
    private long maxSteps;

    public Builder width(long width) {
      nIn(width);
      nOut(width);
      return this;
    }

    /** The longest sequence that there is. */
    public Builder maxSteps(long number) {
      maxSteps = number;
      return this;
    }

    /**
     * @throws IllegalArgumentException if there is no place for a step
     */
    @Override
    @SuppressWarnings("unchecked")
    public LearnedPositions build() {
      if (maxSteps < 1) {
        throw new IllegalArgumentException(
            "expected positions for at least one step, found " + maxSteps);
      }
      return new LearnedPositions(this);
    }
  }

  @Override
  List<Part> newParts() {
    return List.of(Part.weights(TABLE, getNOut(), maxSteps));
  }

  @Override
  Layer computed(NeuralNetConfiguration conf, DataType type, Kernels kernels) {
    return new Computed(conf, type, kernels);
  }

  @Override
  long numKept() {
    return 0;
  }

  /** Its table [width, steps] lies column by column, so a step's vector is one piece. */
  private static final class Computed extends OwnSequenceLayer<LearnedPositions> {
    private static final long serialVersionUID = 1;

    Computed(NeuralNetConfiguration conf, DataType type, Kernels kernels) {
      super(conf, type, kernels);
    }

    @Override
    INDArray forward(INDArray rows, long past, boolean training, LayerWorkspaceMgr mgr) {
      long end = past + time();
      if (end > layerConf().maxSteps) {
        throw new DL4JInvalidInputException(
            "expected sequences of at most %d steps, found %d %s"
                .formatted(layerConf().maxSteps, end, layerId()));
      }
      INDArray output = create(ArrayType.ACTIVATIONS, mgr, rows.shape());
      kernels.elementwise().add(examples(rows), steps(getParam(TABLE), past), examples(output));
      return output;
    }

    @Override
    INDArray backward(INDArray rows, INDArray gradient, LayerWorkspaceMgr mgr) {
      INDArray table = gradientViews.get(TABLE);
      if (time() < layerConf().maxSteps) {
        table.assign(0);
      }
      kernels.matrices().sumOfRows(examples(gradient), steps(table, 0));
      INDArray below = create(ArrayType.ACTIVATION_GRAD, mgr, gradient.shape());
      kernels.elementwise().copy(gradient, below);
      return below;
    }

    /** [batch * time, width] as [batch, time * width]; a view. */
    private INDArray examples(INDArray rows) {
      long length = rows.length() / batch();
      return Nd4j.create(rows.data(), new long[] {batch(), length}, new long[] {length, 1}, 0);
    }

    /** Vectors of the present steps as [1, time * width]; a view. */
    private INDArray steps(INDArray table, long past) {
      long width = table.size(0);
      long length = time() * width;
      return Nd4j.create(
          table.data(),
          new long[] {1, length},
          new long[] {length, 1},
          table.offset() + past * width);
    }
  }
}
