package io.meanfield.zoo.layer;

import static io.meanfield.zoo.kernel.Tolerances.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meanfield.zoo.FencedExecutioner;
import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.kernel.Precision;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Whole networks, stock and accelerated. */
@Tag("unit")
class TestAcceleration {
  private static final Kernels FAST = Kernels.of(DataType.FLOAT, Precision.F32);
  private static final double RATE = 0.05;

  static {
    System.setProperty("opexec", FencedExecutioner.class.getName()); // read as ND4J starts
  }

  private static ConvolutionLayer.Builder convolution(int kernel, int outputs) {
    return new ConvolutionLayer.Builder(kernel, kernel).nOut(outputs);
  }

  private static Example leNet() {
    return Example.of(
        "LeNet",
        InputType.convolutional(28, 28, 1),
        convolution(5, 20).build(),
        new SubsamplingLayer.Builder(PoolingType.MAX).kernelSize(2, 2).stride(2, 2).build(),
        convolution(5, 50).build(),
        new SubsamplingLayer.Builder(PoolingType.MAX).kernelSize(2, 2).stride(2, 2).build(),
        new DenseLayer.Builder().nOut(64).activation(Activation.RELU).build());
  }

  private static Example batchNormCnn(CNN2DFormat format) {
    List<Layer> layers = new ArrayList<>();
    for (int outputs : new int[] {8, 16}) {
      layers.add(
          convolution(3, outputs)
              .hasBias(false)
              .convolutionMode(ConvolutionMode.Same)
              .dataFormat(format)
              .build());
      layers.add(new BatchNormalization.Builder().dataFormat(format).build());
      layers.add(new ActivationLayer(Activation.RELU));
      layers.add(
          new SubsamplingLayer.Builder(PoolingType.AVG)
              .kernelSize(2, 2)
              .stride(2, 2)
              .dataFormat(format)
              .build());
    }
    return new Example(
        "batch norm CNN " + format,
        InputType.convolutional(12, 10, 3, format),
        false,
        List.copyOf(layers));
  }

  @Test
  void fiftyStepsHaveTheLossesOfStockNetworks() {
    for (Example example :
        List.of(leNet(), batchNormCnn(CNN2DFormat.NCHW), batchNormCnn(CNN2DFormat.NHWC))) {
      MultiLayerNetwork stock = example.stock(DataType.FLOAT);
      MultiLayerNetwork fast = example.fast(DataType.FLOAT, FAST);
      DataSet data = example.data(DataType.FLOAT);
      for (int step = 0; step < 50; step++) {
        learn(stock, data);
        learn(fast, data);
        double allowed = 1e-4 * Math.max(0.1, stock.score());
        assertEquals(stock.score(), fast.score(), allowed, example + " step " + step);
      }
    }
  }

  /** A step of plain SGD; running statistics have their updates in place of a gradient. */
  private static void learn(MultiLayerNetwork network, DataSet data) {
    Example.differentiate(network, data);
    for (var layer : network.getLayers()) {
      for (var gradient : gradients(layer).entrySet()) {
        boolean isStatistic = gradient.getKey().matches("mean|var|log10stdev");
        double rate = isStatistic ? 1 : RATE / data.numExamples();
        layer.getParam(gradient.getKey()).subi(gradient.getValue().mul(rate));
      }
    }
  }

  private static java.util.Map<String, INDArray> gradients(org.deeplearning4j.nn.api.Layer layer) {
    return layer.numParams() == 0
        ? java.util.Map.of()
        : layer
            .conf()
            .getLayer()
            .initializer()
            .getGradientsFromFlattened(layer.conf(), layer.getGradientsViewArray());
  }

  @Test
  void stockNetworksReadWhatAcceleratedOnesSave() throws Exception {
    for (Example example : List.of(leNet(), batchNormCnn(CNN2DFormat.NHWC))) {
      MultiLayerNetwork fast = example.fast(DataType.FLOAT, FAST);
      DataSet data = example.data(DataType.FLOAT);
      for (int step = 0; step < 3; step++) {
        learn(fast, data);
      }
      var zip = new ByteArrayOutputStream();
      ModelSerializer.writeModel(fast, zip, false);
      MultiLayerNetwork stock =
          ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(zip.toByteArray()));
      double distance =
          stock
              .output(data.getFeatures())
              .sub(fast.output(data.getFeatures()))
              .amaxNumber()
              .doubleValue();
      assertEquals(0, distance, 1e-5, example.name());
    }
  }

  @Test
  void frozenLayersAndWeightNoiseAreThoseOfStockNetworks() {
    Example example =
        Example.of(
            "noise",
            InputType.convolutional(8, 7, 2),
            new FrozenLayer(convolution(3, 3).activation(Activation.TANH).build()),
            convolution(3, 4).activation(Activation.TANH).build(),
            new SubsamplingLayer.Builder(PoolingType.MAX).kernelSize(2, 2).build(),
            new DenseLayer.Builder()
                .nOut(6)
                .activation(Activation.TANH)
                .weightNoise(new DropConnect(0.6))
                .build(),
            new DenseLayer.Builder().nOut(5).activation(Activation.TANH).build());
    MultiLayerNetwork stock = example.stock(DataType.FLOAT);
    MultiLayerNetwork fast = example.stock(DataType.FLOAT);
    assertEquals(List.of(), Acceleration.apply(fast, FAST));
    DataSet data = example.data(DataType.FLOAT);
    for (long seed = 1; seed < 4; seed++) {
      Nd4j.getRandom().setSeed(seed);
      Example.differentiate(stock, data);
      Nd4j.getRandom().setSeed(seed);
      Example.differentiate(fast, data);
      assertClose(stock.score(), fast.score());
      assertClose(stock.getGradientsViewArray(), fast.getGradientsViewArray());
    }
    assertClose(stock.output(data.getFeatures()), fast.output(data.getFeatures()));
  }

  @Test
  void frozenLayersHandGradientsOn() {
    DenseLayer.Builder dense = new DenseLayer.Builder().nOut(6).activation(Activation.SWISH);
    Example example =
        Example.of(
            "frozen",
            InputType.convolutional(8, 7, 2),
            convolution(3, 3).activation(Activation.TANH).build(),
            new FrozenLayerWithBackprop(convolution(3, 4).activation(Activation.GELU).build()),
            new FrozenLayerWithBackprop(dense.build()),
            new DenseLayer.Builder().nOut(5).activation(Activation.TANH).build());
    MultiLayerNetwork stock = example.stock(DataType.FLOAT);
    MultiLayerNetwork fast = example.fast(DataType.FLOAT, FAST);
    DataSet data = example.data(DataType.FLOAT);
    for (int i = 0; i < 2; i++) {
      Example.differentiate(stock, data);
      Example.differentiate(fast, data);
      assertClose(stock.score(), fast.score());
      assertClose(stock.getGradientsViewArray(), fast.getGradientsViewArray());
    }
    assertClose(stock.output(data.getFeatures()), fast.output(data.getFeatures()));
  }

  @Test
  void frozenLayersThatDoOtherwiseInTrainingStayStock() {
    Example example =
        Example.of(
            "frozen",
            InputType.feedForward(5),
            new FrozenLayerWithBackprop(new DenseLayer.Builder().nOut(6).dropOut(0.5).build()),
            new FrozenLayerWithBackprop(new BatchNormalization()));
    assertEquals(
        List.of("layer0 (DenseLayer)", "layer1 (BatchNormalization)"),
        Acceleration.apply(example.stock(DataType.FLOAT), FAST));
  }

  @Test
  void stockLayersBetweenFastOnesHaveTheSameImages() {
    for (CNN2DFormat format : CNN2DFormat.values()) {
      Example example =
          Example.of(
              "stock between",
              InputType.convolutional(8, 7, 2, format),
              convolution(3, 6).activation(Activation.TANH).dataFormat(format).build(),
              new LocalResponseNormalization.Builder().dataFormat(format).build(),
              convolution(2, 5).activation(Activation.TANH).dataFormat(format).build(),
              new Upsampling2D.Builder(2).dataFormat(format).build(),
              new SubsamplingLayer.Builder(PoolingType.PNORM)
                  .pnorm(2)
                  .kernelSize(2, 2)
                  .dataFormat(format)
                  .build(),
              new DenseLayer.Builder().nOut(5).activation(Activation.HARDSIGMOID).build());
      MultiLayerNetwork stock = example.stock(DataType.FLOAT);
      MultiLayerNetwork fast = example.stock(DataType.FLOAT);
      assertEquals(
          List.of(
              "layer1 (LocalResponseNormalization)",
              "layer3 (Upsampling2D)",
              "layer4 (SubsamplingLayer)",
              "layer5 (DenseLayer)"),
          Acceleration.apply(fast, FAST));
      DataSet data = example.data(DataType.FLOAT);
      Example.differentiate(stock, data);
      Example.differentiate(fast, data);
      assertClose(stock.score(), fast.score());
      assertClose(stock.getGradientsViewArray(), fast.getGradientsViewArray());
      assertClose(stock.output(data.getFeatures()), fast.output(data.getFeatures()));
    }
  }

  @Test
  void sameNetworkAndSeedGiveTheSameBitsTwiceAndFromTwoThreads() throws Exception {
    Callable<float[]> task =
        () -> {
          MultiLayerNetwork network = batchNormCnn(CNN2DFormat.NCHW).fast(DataType.FLOAT, FAST);
          DataSet data = batchNormCnn(CNN2DFormat.NCHW).data(DataType.FLOAT);
          for (int step = 0; step < 3; step++) {
            learn(network, data);
          }
          return network.params().toFloatVector();
        };
    float[] here = task.call();
    assertArrayEquals(here, task.call());
    var threads = Executors.newFixedThreadPool(2);
    try {
      for (Future<float[]> there : threads.invokeAll(Arrays.asList(task, task))) {
        assertArrayEquals(here, there.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
