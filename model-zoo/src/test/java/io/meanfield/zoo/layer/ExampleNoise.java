package io.meanfield.zoo.layer;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.dropout.GaussianNoise;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.nd4j.linalg.activations.Activation;

/** Layers that are exchanged, with what is random in training. */
final class ExampleNoise {
  private static final double KEPT = 0.7;

  private ExampleNoise() {}

  static List<Example> all() {
    List<Example> all = new ArrayList<>();
    InputType vector = InputType.feedForward(5);
    all.add(Example.of("dense, dropout", vector, dense(), dropped(dense()), dropped(dense())));
    all.add(Example.of("dropout layer", vector, dense(), new DropoutLayer(KEPT), dense()));
    all.add(
        Example.of(
            "dense, weight noise",
            vector,
            dense(),
            new DenseLayer.Builder().nOut(4).weightNoise(new DropConnect(KEPT)).build()));
    all.add(
        Example.of(
            "dense, gaussian noise",
            vector,
            dense(),
            new DenseLayer.Builder().nOut(4).dropOut(new GaussianNoise(0.3)).build()));
    for (CNN2DFormat format : CNN2DFormat.values()) {
      images(all, format);
    }
    for (RNNFormat format : RNNFormat.values()) {
      int time = format == RNNFormat.NCW ? 2 : 1;
      all.add(
          Example.of(
              "dropout over time " + format,
              InputType.recurrent(3, 9, format),
              overTime(format),
              dropped(overTime(format)),
              new DropoutLayer(KEPT),
              new GlobalPoolingLayer.Builder(PoolingType.AVG).poolingDimensions(time).build()));
    }
    return all;
  }

  private static void images(List<Example> all, CNN2DFormat format) {
    List<Layer> shown =
        List.of(
            dropped(convolution(format)),
            new DropoutLayer(KEPT),
            dropped(
                new DepthwiseConvolution2D.Builder(2, 2)
                    .depthMultiplier(2)
                    .dataFormat(format)
                    .build()),
            dropped(new SeparableConvolution2D.Builder(2, 2).nOut(3).dataFormat(format).build()));
    for (Layer layer : shown) {
      all.add(
          Example.of(
              "dropout " + layer.getClass().getSimpleName() + format,
              InputType.convolutional(7, 5, 2, format),
              convolution(format),
              layer,
              convolution(format)));
    }
  }

  private static DenseLayer dense() {
    return new DenseLayer.Builder().nOut(7).activation(Activation.TANH).build();
  }

  private static ConvolutionLayer convolution(CNN2DFormat format) {
    return new ConvolutionLayer.Builder(2, 2)
        .nOut(3)
        .activation(Activation.TANH)
        .dataFormat(format)
        .build();
  }

  private static Convolution1DLayer overTime(RNNFormat format) {
    return new Convolution1DLayer.Builder(2)
        .nOut(4)
        .activation(Activation.TANH)
        .rnnDataFormat(format)
        .build();
  }

  private static <T extends Layer> T dropped(T layer) {
    layer.setIDropout(new org.deeplearning4j.nn.conf.dropout.Dropout(KEPT));
    return layer;
  }
}
