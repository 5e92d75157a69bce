package io.meanfield.zoo.layer;

import static io.meanfield.zoo.kernel.Tolerances.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.kernel.Precision;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

@Tag("unit")
class TestFastOutput {
  private static final int CLASSES = 5;

  private static MultiLayerNetwork network(Activation activation, LossFunction loss) {
    var network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(new NoOp())
                .list()
                .layer(new DenseLayer.Builder().nIn(4).nOut(7).activation(Activation.TANH).build())
                .layer(
                    new OutputLayer.Builder(loss)
                        .nIn(7)
                        .nOut(CLASSES)
                        .activation(activation)
                        .build())
                .build());
    network.init();
    return network;
  }

  private static MultiLayerNetwork fast(MultiLayerNetwork stock) {
    MultiLayerNetwork network = stock.clone();
    assertEquals(List.of(), Acceleration.apply(network, Kernels.of(DataType.FLOAT, Precision.F32)));
    assertTrue(network.getOutputLayer() instanceof FastOutput);
    return network;
  }

  @ParameterizedTest
  @CsvSource({
    "SOFTMAX, MCXENT",
    "SOFTMAX, NEGATIVELOGLIKELIHOOD",
    "SOFTMAX, SPARSE_MCXENT",
    "SOFTMAX, MSE",
    "SIGMOID, XENT",
    "IDENTITY, MSE",
    "TANH, L1"
  })
  void scoresGradientsAndOutputsAreThoseOfDeeplearning4j(Activation activation, LossFunction loss) {
    MultiLayerNetwork stock = network(activation, loss);
    MultiLayerNetwork fast = fast(stock);
    INDArray features = Nd4j.rand(DataType.FLOAT, 6, 4);
    INDArray labels = Nd4j.rand(DataType.FLOAT, 6, CLASSES);
    if (loss == LossFunction.SPARSE_MCXENT) {
      labels = Nd4j.createFromArray(0f, 4f, 2f, 1f, 1f, 3f).reshape(6, 1);
    }
    INDArray mask = Nd4j.createFromArray(1f, 0f, 1f, 1f, 0f, 1f).reshape(6, 1);
    for (INDArray labelMask : new INDArray[] {null, mask}) {
      for (MultiLayerNetwork network : List.of(stock, fast)) {
        network.setInput(features);
        network.setLabels(labels);
        network.setLayerMaskArrays(null, labelMask);
        network.computeGradientAndScore();
      }
      assertClose(stock.score(), fast.score());
      assertClose(stock.getGradientsViewArray(), fast.getGradientsViewArray());
      DataSet data = new DataSet(features, labels, null, labelMask);
      assertClose(stock.score(data), fast.score(data));
      assertClose(stock.scoreExamples(data, false), fast.scoreExamples(data, false));
      stock.clearLayerMaskArrays();
      fast.clearLayerMaskArrays();
    }
    assertClose(stock.output(features), fast.output(features));
  }

  @Test
  void anOutputLayerAloneIsANetwork() {
    MultiLayerNetwork stock =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .updater(new NoOp())
                .list()
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(4)
                        .nOut(CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    stock.init();
    MultiLayerNetwork fast = fast(stock);
    DataSet data = new DataSet(Nd4j.rand(DataType.FLOAT, 3, 4), Nd4j.eye(CLASSES).getRows(0, 2, 4));
    stock.fit(data);
    fast.fit(data);
    assertClose(stock.score(), fast.score());
    assertClose(stock.getGradientsViewArray(), fast.getGradientsViewArray());
  }
}
