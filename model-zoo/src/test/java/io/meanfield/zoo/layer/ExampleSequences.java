package io.meanfield.zoo.layer;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.Subsampling1DLayer;
import org.nd4j.linalg.activations.Activation;

/** Layers over time that are exchanged. */
final class ExampleSequences {
  private static final InputType SEQUENCES = InputType.recurrent(3, 9);
  private static final List<PoolingType> POOLINGS =
      List.of(PoolingType.MAX, PoolingType.AVG, PoolingType.SUM);

  private ExampleSequences() {}

  static List<Example> all() {
    List<Example> all = new ArrayList<>();
    for (Convolution1DLayer.Builder builder : convolutions()) {
      Convolution1DLayer layer = builder.build();
      Example example =
          Example.of(
              layer.toString(), SEQUENCES, convolution(1).build(), layer, pooling(PoolingType.AVG));
      all.add(example);
    }
    for (PoolingType type : POOLINGS) {
      Example example =
          Example.of("pooling " + type, SEQUENCES, convolution(2).build(), pooling(type));
      all.add(example);
      all.add(same(convolution(2).activation(Activation.GELU), type).masked());
      all.add(same(convolution(3).stride(2), type).masked());
    }
    for (PoolingType type : List.of(PoolingType.MAX, PoolingType.AVG)) {
      for (ConvolutionMode mode : List.of(ConvolutionMode.Same, ConvolutionMode.Truncate)) {
        Example example =
            Example.of(
                "pooling over time " + type + mode,
                SEQUENCES,
                convolution(2).build(),
                new Subsampling1DLayer.Builder(type)
                    .kernelSize(3)
                    .stride(2)
                    .convolutionMode(mode)
                    .build(),
                pooling(PoolingType.SUM));
        all.add(example);
      }
    }
    return all;
  }

  private static Example same(Convolution1DLayer.Builder convolution, PoolingType type) {
    return Example.of(
        "convolution and pooling " + type,
        SEQUENCES,
        convolution.convolutionMode(ConvolutionMode.Same).build(),
        pooling(type));
  }

  /** What stock layers fail at, or give another gradient than the slope. */
  static List<Example> whereStockLayersFail() {
    List<Example> all = new ArrayList<>();
    for (PoolingType type : POOLINGS) {
      all.add(
          Example.of(
                  "two masked convolutions, " + type,
                  SEQUENCES,
                  convolution(3).convolutionMode(ConvolutionMode.Same).build(),
                  convolution(2).convolutionMode(ConvolutionMode.Causal).build(),
                  new Subsampling1DLayer.Builder(PoolingType.AVG).kernelSize(2).stride(2).build(),
                  pooling(type))
              .masked());
    }
    for (Convolution1DLayer.Builder builder : convolutions()) {
      Convolution1DLayer layer = builder.rnnDataFormat(RNNFormat.NWC).build();
      all.add(
          Example.of(
              layer.toString(),
              InputType.recurrent(3, 9, RNNFormat.NWC),
              convolution(1).rnnDataFormat(RNNFormat.NWC).build(),
              layer,
              new GlobalPoolingLayer.Builder(PoolingType.AVG).poolingDimensions(1).build()));
    }
    return all;
  }

  private static List<Convolution1DLayer.Builder> convolutions() {
    return List.of(
        convolution(3),
        convolution(1).hasBias(false),
        convolution(3).convolutionMode(ConvolutionMode.Strict).stride(2),
        convolution(4).convolutionMode(ConvolutionMode.Same),
        convolution(3).convolutionMode(ConvolutionMode.Same).stride(2),
        convolution(3).convolutionMode(ConvolutionMode.Same).dilation(2),
        convolution(3).convolutionMode(ConvolutionMode.Causal),
        convolution(2).convolutionMode(ConvolutionMode.Causal).dilation(2),
        convolution(3).convolutionMode(ConvolutionMode.Causal).stride(2),
        convolution(3).convolutionMode(ConvolutionMode.Truncate).padding(1).stride(2),
        convolution(2).convolutionMode(ConvolutionMode.Truncate).dilation(3).padding(2));
  }

  private static Convolution1DLayer.Builder convolution(int width) {
    return new Convolution1DLayer.Builder(width).nOut(4).activation(Activation.TANH);
  }

  private static GlobalPoolingLayer pooling(PoolingType type) {
    return new GlobalPoolingLayer.Builder(type).build();
  }
}
