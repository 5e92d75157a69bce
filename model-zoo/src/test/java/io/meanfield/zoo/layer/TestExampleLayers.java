package io.meanfield.zoo.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.meanfield.zoo.FencedExecutioner;
import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.kernel.Precision;
import io.meanfield.zoo.kernel.Tolerances;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Fast layers against stock ones and against the definition of a derivative. */
@Tag("unit")
class TestExampleLayers {
  private static final Kernels FAST = Kernels.of(DataType.FLOAT, Precision.F32);
  private static final double STEP = 1e-5;
  private static final long SEED = 9;

  /** How many parameters' slopes are measured, over all layers. */
  private static final int NUM_SLOPES = 8;

  static {
    System.setProperty("opexec", FencedExecutioner.class.getName()); // read as ND4J starts
  }

  static List<Example> examples() {
    return ExampleLayers.all();
  }

  static List<Example> moreExamples() {
    List<Example> all = new ArrayList<>(examples());
    all.addAll(ExampleSequences.whereStockLayersFail());
    all.addAll(ExampleNoise.all());
    return all;
  }

  @ParameterizedTest
  @MethodSource("examples")
  void outputsLossesAndGradientsAreThoseOfStockLayers(Example example) {
    MultiLayerNetwork stock = example.stock(DataType.FLOAT);
    MultiLayerNetwork fast = example.fast(DataType.FLOAT, FAST);
    DataSet data = example.data(DataType.FLOAT);
    for (int i = 0; i < 2; i++) {
      Example.differentiate(stock, data);
      Example.differentiate(fast, data);
      Tolerances.assertClose(stock.score(), fast.score());
      Tolerances.assertClose(stock.getGradientsViewArray(), fast.getGradientsViewArray());
    }
    INDArray mask = data.getFeaturesMaskArray();
    Tolerances.assertClose(
        stock.output(data.getFeatures(), false, mask, null),
        fast.output(data.getFeatures(), false, mask, null));
  }

  static List<Example> noisyExamples() {
    return ExampleNoise.all();
  }

  @ParameterizedTest
  @MethodSource("noisyExamples")
  void whatIsRandomFollowsFromTheSeedInTrainingAlone(Example example) {
    MultiLayerNetwork stock = example.stock(DataType.FLOAT);
    MultiLayerNetwork fast = example.fast(DataType.FLOAT, FAST);
    DataSet data = example.data(DataType.FLOAT);
    INDArray first = gradient(fast, data, 1);
    assertEquals(first, gradient(fast, data, 1));
    assertNotEquals(first, gradient(fast, data, 2));
    Tolerances.assertClose(stock.output(data.getFeatures()), fast.output(data.getFeatures()));
  }

  private static INDArray gradient(MultiLayerNetwork network, DataSet data, long seed) {
    Nd4j.getRandom().setSeed(seed);
    Example.differentiate(network, data);
    return network.getGradientsViewArray().dup();
  }

  static List<Example> examplesWithoutStockGradients() {
    return ExampleSequences.whereStockLayersFail();
  }

  @ParameterizedTest
  @MethodSource("examplesWithoutStockGradients")
  void outputsAreThoseOfStockLayersThatFailInTraining(Example example) {
    MultiLayerNetwork stock = example.stock(DataType.FLOAT);
    MultiLayerNetwork fast = example.fast(DataType.FLOAT, FAST);
    DataSet data = example.data(DataType.FLOAT);
    INDArray mask = data.getFeaturesMaskArray();
    Tolerances.assertClose(
        stock.output(data.getFeatures(), false, mask, null),
        fast.output(data.getFeatures(), false, mask, null));
  }

  @ParameterizedTest
  @MethodSource("moreExamples")
  void gradientsAreTheSlopesOfTheLoss(Example example) {
    DataType before = Nd4j.defaultFloatingPointType();
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE); // of masks that stock layers make
    try {
      expectSlopes(example);
    } finally {
      Nd4j.setDefaultDataTypes(before, before);
    }
  }

  private static void expectSlopes(Example example) {
    MultiLayerNetwork network = example.fast(DataType.DOUBLE, Kernels.reference());
    DataSet data = example.data(DataType.DOUBLE);
    Nd4j.getRandom().setSeed(SEED);
    Example.differentiate(network, data);
    INDArray gradient = network.getGradientsViewArray().dup();
    INDArray parameters = network.params();
    long every = Math.max(1, parameters.length() / NUM_SLOPES);
    for (long i = 0; i < parameters.length(); i += every) {
      if (isStatistic(network, i)) {
        continue;
      }
      double value = parameters.getDouble(i);
      parameters.putScalar(i, value + STEP);
      double above = loss(network, data);
      parameters.putScalar(i, value - STEP);
      double below = loss(network, data);
      parameters.putScalar(i, value);
      double sum = data.numExamples() * (above - below) / (2 * STEP);
      assertEquals(sum, gradient.getDouble(i), 1e-6 * Math.max(1, Math.abs(sum)), "at " + i);
    }
  }

  private static double loss(MultiLayerNetwork network, DataSet data) {
    Nd4j.getRandom().setSeed(SEED);
    return network.score(data, true);
  }

  private static boolean isStatistic(MultiLayerNetwork network, long index) {
    long at = 0;
    for (var layer : network.getLayers()) {
      for (String name : layer.conf().variables()) {
        at += layer.getParam(name).length();
        if (index < at) {
          return !layer.conf().getLayer().isPretrainParam(name)
              && name.matches("mean|var|log10stdev");
        }
      }
    }
    throw new AssertionError(index);
  }
}
