package io.meanfield.zoo.layer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The parameters of our own layers, one part after the other. */
final class PartParameters implements ParamInitializer {
  static final PartParameters INSTANCE = new PartParameters();

  private PartParameters() {}

  private static List<Part> parts(Layer layer) {
    return ((OwnLayer) layer).parts();
  }

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return parts(layer).stream().mapToLong(Part::length).sum();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return keys(layer, part -> true);
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return keys(layer, Part::isWeight);
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return keys(layer, part -> !part.isWeight());
  }

  private static List<String> keys(Layer layer, Predicate<Part> condition) {
    return parts(layer).stream().filter(condition).map(Part::name).toList();
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    for (Part part : parts(layer)) {
      if (part.name().equals(key)) {
        return part.isWeight();
      }
    }
    return false;
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return !isWeightParam(layer, key);
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray parameters, boolean initialize) {
    Map<String, INDArray> table = views(conf, parameters);
    table.keySet().forEach(conf::addVariable);
    if (initialize) {
      OwnLayer own = (OwnLayer) conf.getLayer();
      for (Part part : parts(conf.getLayer())) {
        INDArray view = table.get(part.name());
        switch (part.beginning()) {
          case ZERO -> view.assign(0);
          case ONE -> view.assign(1);
          case RANDOM -> {
            INDArray flat = view.reshape('f', new long[] {view.length()});
            long[] shape = part.shape();
            own.rule(part)
                .init(shape[0], part.units(), shape, IWeightInit.DEFAULT_WEIGHT_INIT_ORDER, flat);
          }
        }
      }
    }
    return table;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradients) {
    return views(conf, gradients);
  }

  private Map<String, INDArray> views(NeuralNetConfiguration conf, INDArray vector) {
    long expected = numParams(conf);
    if (vector.length() != expected) {
      throw new IllegalStateException(
          "expected %d parameters, found %d".formatted(expected, vector.length()));
    }
    INDArray flat = vector.reshape(vector.length());
    Map<String, INDArray> views = new LinkedHashMap<>();
    long at = 0;
    for (Part part : parts(conf.getLayer())) {
      INDArray view = flat.get(NDArrayIndex.interval(at, at + part.length()));
      views.put(part.name(), view.reshape('f', part.shape()));
      at += part.length();
    }
    return views;
  }
}
