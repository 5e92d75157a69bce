package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.kernel.Precision;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Configurations of layers over sequences that stock Deeplearning4j does not have. To read a saved
 * network with one, Deeplearning4j needs its class.
 */
public abstract class OwnLayer extends BaseRecurrentLayer {
  private static final long serialVersionUID = 1;

  private transient Kept kept;

  /** Parts of a layer with so many inputs and outputs. */
  private record Kept(long inputs, long outputs, List<Part> parts) {}

  /** For JSON. */
  OwnLayer() {}

  OwnLayer(BaseRecurrentLayer.Builder<?> builder) {
    super(builder);
    initializeConstraints(builder);
  }

  /** What it learns, in the order of the flat vector. */
  abstract List<Part> newParts();

  /** Asked for several times a step, so they are kept. */
  final List<Part> parts() {
    if (kept == null || kept.inputs() != nIn || kept.outputs() != nOut) {
      kept = new Kept(nIn, nOut, newParts());
    }
    return kept.parts();
  }

  /** For the random numbers that a part begins with. */
  IWeightInit rule(Part part) {
    return weightInitFn;
  }

  /** Whether training drops some of what is computed inside. */
  boolean dropsInside() {
    return false;
  }

  /** What computes it. */
  abstract Layer computed(NeuralNetConfiguration conf, DataType type, Kernels kernels);

  /** Numbers kept for each step of an example in training. */
  abstract long numKept();

  @Override
  public final Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    String kind = getClass().getSimpleName();
    LayerValidation.assertNInNOutSet(kind, getLayerName(), index, getNIn(), getNOut());
    Layer layer = computed(conf, type, Kernels.of(type, Precision.F32));
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    Map<String, INDArray> table = initializer().init(conf, parameters, initialize);
    layer.setParamTable(table);
    layer.setConf(conf);
    return layer;
  }

  @Override
  public final ParamInitializer initializer() {
    return PartParameters.INSTANCE;
  }

  @Override
  public final LayerMemoryReport getMemoryReport(InputType inputType) {
    long numParameters = initializer().numParams(this);
    long time = Math.max(1, ((InputType.InputTypeRecurrent) inputType).getTimeSeriesLength());
    return new LayerMemoryReport.Builder(layerName, getClass(), inputType, inputType)
        .standardMemory(numParameters, getIUpdater().stateSize(numParameters))
        .workingMemory(0, time * numKept(), 0, time * numKept())
        .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .build();
  }
}
