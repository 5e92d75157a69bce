package io.meanfield.zoo.layer;

import static io.meanfield.zoo.kernel.Tolerances.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meanfield.zoo.FencedExecutioner;
import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.kernel.Precision;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Graphs, stock and accelerated. */
@Tag("unit")
class TestAcceleratedGraphs {
  private static final Kernels FAST = Kernels.of(DataType.FLOAT, Precision.F32);
  private static final double RATE = 0.05;

  static {
    System.setProperty("opexec", FencedExecutioner.class.getName()); // read as ND4J starts
  }

  private static ComputationGraph residual(CNN2DFormat format) {
    BatchNormalization norm = new BatchNormalization.Builder().dataFormat(format).build();
    ActivationLayer relu = new ActivationLayer(Activation.RELU);
    var graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(new Sgd(RATE))
                .graphBuilder()
                .addInputs("in")
                .addLayer("conv0", same(4, format), "in")
                .addLayer("norm0", norm.clone(), "conv0")
                .addLayer("relu0", relu.clone(), "norm0")
                .addLayer("conv1", same(4, format), "relu0")
                .addLayer("norm1", norm.clone(), "conv1")
                .addLayer("short", same(4, format), "relu0")
                .addVertex(
                    "sum",
                    new ElementWiseVertex(ElementWiseVertex.Op.Add),
                    "norm1",
                    "short",
                    "relu0")
                .addLayer("relu1", relu.clone(), "sum")
                .addVertex(
                    "mean", new ElementWiseVertex(ElementWiseVertex.Op.Average), "relu1", "relu0")
                .addLayer("other", same(3, format), "norm1")
                .addVertex("both", new MergeVertex(), "mean", "other", "norm1")
                .addLayer("norm2", norm.clone(), "both")
                .addLayer("relu2", relu.clone(), "norm2")
                .addLayer("left", new GlobalPoolingLayer(PoolingType.MAX), "relu2")
                .addLayer("right", new GlobalPoolingLayer(PoolingType.AVG), "both")
                .addLayer(
                    "out",
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build(),
                    "left",
                    "right")
                .setOutputs("out")
                .setInputTypes(InputType.convolutional(8, 7, 2, format))
                .build());
    graph.init();
    return graph;
  }

  private static ConvolutionLayer same(int outputs, CNN2DFormat format) {
    return new ConvolutionLayer.Builder(3, 3)
        .nOut(outputs)
        .convolutionMode(ConvolutionMode.Same)
        .dataFormat(format)
        .build();
  }

  @Test
  void aGraphWithResidualSumsAndMergesLearnsAsAStockOne() {
    for (CNN2DFormat format : CNN2DFormat.values()) {
      ComputationGraph stock = residual(format);
      ComputationGraph fast = residual(format);
      assertEquals(List.of(), Acceleration.apply(fast, FAST));
      DataSet data =
          Example.of("data", InputType.convolutional(8, 7, 2, format)).data(DataType.FLOAT);
      for (int step = 0; step < 3; step++) {
        stock.fit(data);
        fast.fit(data);
        assertClose(stock.score(), fast.score());
        assertClose(stock.params(), fast.params());
      }
      assertClose(stock.outputSingle(data.getFeatures()), fast.outputSingle(data.getFeatures()));
    }
  }
}
