package io.meanfield.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.zoo.tabular.Linear;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@Tag("unit")
class TestInputAdapter {

  private static final InputShape.Image COLOUR = StockNets.COLOUR;

  /** Two images of 6 x 5 x 2 whose every number tells its place. */
  private static INDArray numbered() {
    return Nd4j.arange(2 * 6 * 5 * 2).reshape('c', 2, 6, 5, 2);
  }

  private static MultiLayerConfiguration convolution(InputType type, CNN2DFormat format) {
    return new NeuralNetConfiguration.Builder()
        .seed(3)
        .list()
        .layer(new ConvolutionLayer.Builder(3, 3).nOut(3).dataFormat(format).build())
        .layer(new GlobalPoolingLayer.Builder(PoolingType.MAX).build())
        .layer(StockNets.output())
        .setInputType(type)
        .build();
  }

  private static Network network(MultiLayerConfiguration configuration) {
    return Network.create(NetworkDefinition.of(configuration, COLOUR, Examples.THREE_CLASSES));
  }

  @Test
  void channelsGoWhereTheNetworkWantsThem() {
    INDArray features = numbered();
    for (CNN2DFormat format : CNN2DFormat.values()) {
      Network network = network(StockNets.cnn(format));
      INDArray adapted = InputAdapter.of(COLOUR, network.stock()).features(features);
      for (int pixel = 0; pixel < 30; pixel++) {
        int row = pixel / 5;
        int column = pixel % 5;
        for (int channel = 0; channel < 2; channel++) {
          double found =
              format == CNN2DFormat.NCHW
                  ? adapted.getDouble(1, channel, row, column)
                  : adapted.getDouble(1, row, column, channel);
          assertEquals(60 + pixel * 2 + channel, found, format.toString());
        }
      }
    }
  }

  @Test
  void aFlatInputTypeBeforeConvolutionsIsSeenAsAnImage() {
    Network flat = network(convolution(InputType.convolutionalFlat(6, 5, 2), CNN2DFormat.NCHW));
    Network image = network(convolution(InputType.convolutional(6, 5, 2), CNN2DFormat.NCHW));
    assertArrayEquals(image.parameters(), flat.parameters());
    Tensors batch = new Tensors(numbered().div(100), null, null);
    assertEquals(image.output(batch), flat.output(batch));
  }

  @Test
  void denseLayersSeeRowsOfPixelsWithoutACopy() {
    NetworkDefinition definition = new Linear().define(COLOUR, Examples.THREE_CLASSES, 1);
    INDArray features = numbered();
    INDArray adapted =
        InputAdapter.of(COLOUR, Network.create(definition).stock()).features(features);
    assertArrayEquals(new long[] {2, 60}, adapted.shape());
    assertEquals(61, adapted.getDouble(1, 1));
    assertTrue(adapted.data().pointer().address() == features.data().pointer().address(), "a view");
  }

  @Test
  void aMaskOfAnotherShapeIsRefused() {
    NetworkDefinition definition = Examples.definitions().get("text-cnn");
    Network network = Network.create(definition);
    Tensors batch = new Tensors(Nd4j.zeros(2, 7), Nd4j.ones(2, 6), null);
    String message =
        assertThrows(IllegalArgumentException.class, () -> network.output(batch)).getMessage();
    assertEquals("expected a mask of the features' shape [2, 7], found [2, 6]", message);
  }

  @Test
  void moreTokensThanPromisedAreRefused() {
    NetworkDefinition definition = Examples.definitions().get("text-cnn");
    Network network = Network.create(definition);
    Tensors batch = new Tensors(Nd4j.zeros(2, 8), null, null);
    assertThrows(IllegalArgumentException.class, () -> network.output(batch));
  }
}
