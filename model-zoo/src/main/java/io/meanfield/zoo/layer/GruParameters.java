package io.meanfield.zoo.layer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * W [inputs, 3 units], RW [units, 3 units] and b [4 units] of a {@link Gru}, one after the other,
 * matrices in column-major order. Biases begin at 0.
 */
final class GruParameters implements ParamInitializer {
  static final GruParameters INSTANCE = new GruParameters();
  static final String INPUT_WEIGHTS = "W";
  static final String RECURRENT_WEIGHTS = "RW";
  static final String BIAS = "b";

  private GruParameters() {}

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    Gru gru = (Gru) layer;
    return (gru.getNIn() + gru.getNOut()) * 3 * gru.getNOut() + 4 * gru.getNOut();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return List.of(INPUT_WEIGHTS, RECURRENT_WEIGHTS, BIAS);
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return List.of(INPUT_WEIGHTS, RECURRENT_WEIGHTS);
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return List.of(BIAS);
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return !isBiasParam(layer, key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return BIAS.equals(key);
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray parameters, boolean initialize) {
    paramKeys(conf.getLayer()).forEach(conf::addVariable);
    Map<String, INDArray> table = parts(conf, parameters);
    if (initialize) {
      Gru gru = (Gru) conf.getLayer();
      IWeightInit forInput = gru.getWeightInitFn();
      IWeightInit own = gru.getWeightInitFnRecurrent();
      initialize(forInput, gru, table.get(INPUT_WEIGHTS));
      initialize(own == null ? forInput : own, gru, table.get(RECURRENT_WEIGHTS));
      table.get(BIAS).assign(0);
    }
    return table;
  }

  private static void initialize(IWeightInit rule, Gru gru, INDArray weights) {
    long fanIn = weights.size(0);
    long fanOut = gru.getNOut();
    INDArray flat = weights.reshape('f', new long[] {weights.length()});
    rule.init(fanIn, fanOut, weights.shape(), IWeightInit.DEFAULT_WEIGHT_INIT_ORDER, flat);
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradients) {
    return parts(conf, gradients);
  }

  private Map<String, INDArray> parts(NeuralNetConfiguration conf, INDArray vector) {
    long expected = numParams(conf);
    if (vector.length() != expected) {
      throw new IllegalStateException(
          "expected %d parameters, found %d".formatted(expected, vector.length()));
    }
    Gru gru = (Gru) conf.getLayer();
    long n = gru.getNOut();
    long recurrentAt = gru.getNIn() * 3 * n;
    long biasAt = recurrentAt + n * 3 * n;
    Map<String, INDArray> parts = new LinkedHashMap<>();
    parts.put(INPUT_WEIGHTS, part(vector, 0, recurrentAt).reshape('f', gru.getNIn(), 3 * n));
    parts.put(RECURRENT_WEIGHTS, part(vector, recurrentAt, biasAt).reshape('f', n, 3 * n));
    parts.put(BIAS, part(vector, biasAt, expected));
    return parts;
  }

  private static INDArray part(INDArray vector, long from, long to) {
    return vector.reshape(vector.length()).get(NDArrayIndex.interval(from, to));
  }
}
