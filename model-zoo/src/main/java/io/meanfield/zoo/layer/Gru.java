package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.kernel.Precision;
import io.meanfield.zoo.kernel.Recurrence.Direction;
import java.util.Collection;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Configuration of a gated recurrent unit (Cho et al. 2014) with the reset gate applied after the
 * recurrent product; formulas and the order of columns are in {@link
 * io.meanfield.zoo.kernel.Recurrence.Cell#GRU}. It goes into {@link
 * org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional} and {@link
 * org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep} like an LSTM. To read a saved network,
 * Deeplearning4j needs this class.
 */
public final class Gru extends BaseRecurrentLayer {
  private static final long serialVersionUID = 1;

  @JsonProperty private Direction direction = Direction.LEFT_TO_RIGHT;

  /** For JSON. */
  Gru() {}

  private Gru(Builder builder) {
    super(builder);
    direction = builder.direction;
    activationFn = new ActivationTanH();
    initializeConstraints(builder);
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
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    LayerValidation.assertNInNOutSet("Gru", getLayerName(), index, getNIn(), getNOut());
    Kernels kernels = Kernels.of(type, Precision.F32);
    GruLayer layer = new GruLayer(conf, type, kernels, Direction.LEFT_TO_RIGHT);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    Map<String, INDArray> table = initializer().init(conf, parameters, initialize);
    layer.setParamTable(table);
    layer.setConf(conf);
    return layer;
  }

  @Override
  public ParamInitializer initializer() {
    return GruParameters.INSTANCE;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    long numParameters = initializer().numParams(this);
    long time = ((InputType.InputTypeRecurrent) inputType).getTimeSeriesLength();
    long perExample = Math.max(1, time) * 6 * getNOut(); // z, h and what is multiplied
    return new LayerMemoryReport.Builder(layerName, Gru.class, inputType, inputType)
        .standardMemory(numParameters, getIUpdater().stateSize(numParameters))
        .workingMemory(0, perExample, 0, perExample)
        .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .build();
  }
}
