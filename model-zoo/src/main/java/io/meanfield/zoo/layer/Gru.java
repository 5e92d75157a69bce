package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.kernel.Recurrence.Direction;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Configuration of a gated recurrent unit (Cho et al. 2014) with the reset gate applied after the
 * recurrent product; formulas and the order of columns are in {@link
 * io.meanfield.zoo.kernel.Recurrence.Cell#GRU}. It goes into {@link
 * org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional} and {@link
 * org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep} like an LSTM. To read a saved network,
 * Deeplearning4j needs this class.
 */
public final class Gru extends OwnLayer {
  private static final long serialVersionUID = 1;

  static final String INPUT_WEIGHTS = "W";
  static final String RECURRENT_WEIGHTS = "RW";
  static final String BIAS = "b";

  @JsonProperty private Direction direction = Direction.LEFT_TO_RIGHT;

  /** For JSON. */
  Gru() {}

  private Gru(Builder builder) {
    super(builder);
    direction = builder.direction;
    activationFn = new ActivationTanH();
  }

  /** Which way time is walked. */
  public Direction direction() {
    return direction;
  }

  /** Makes a {@link Gru}. */
  public static final class Builder extends BaseRecurrentLayer.Builder<Builder> {
    private Direction direction = Direction.LEFT_TO_RIGHT;

    public Builder direction(Direction newDirection) {
      direction = newDirection;
      return this;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Gru build() {
      return new Gru(this);
    }
  }

  @Override
  List<Part> newParts() {
    long units = getNOut();
    return List.of(
        Part.weights(INPUT_WEIGHTS, getNIn(), 3 * units).ofUnits(units),
        Part.weights(RECURRENT_WEIGHTS, units, 3 * units).ofUnits(units),
        Part.bias(BIAS, 4 * units));
  }

  @Override
  IWeightInit rule(Part part) {
    boolean isRecurrent = part.name().equals(RECURRENT_WEIGHTS) && weightInitFnRecurrent != null;
    return isRecurrent ? weightInitFnRecurrent : weightInitFn;
  }

  @Override
  Layer computed(NeuralNetConfiguration conf, DataType type, Kernels kernels) {
    return new GruLayer(conf, type, kernels, Direction.LEFT_TO_RIGHT);
  }

  @Override
  long numKept() {
    return 6 * getNOut(); // z, h and what is multiplied
  }
}
