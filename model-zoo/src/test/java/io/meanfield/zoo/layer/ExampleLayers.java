package io.meanfield.zoo.layer;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationSwish;

/** Every layer that is exchanged, in odd sizes, behind another one that its gradient goes to. */
final class ExampleLayers {
  private static final InputType VECTOR = InputType.feedForward(5);

  private ExampleLayers() {}

  static List<Example> all() {
    List<Example> all = new ArrayList<>();
    dense(all);
    for (CNN2DFormat format : CNN2DFormat.values()) {
      convolutions(all, format);
      poolings(all, format);
      batchNorms(all, format);
      others(all, format);
    }
    all.addAll(ExampleSequences.all());
    return all;
  }

  private static List<IActivation> activations() {
    return List.of(
        Activation.IDENTITY.getActivationFunction(),
        Activation.RELU.getActivationFunction(),
        Activation.TANH.getActivationFunction(),
        Activation.SIGMOID.getActivationFunction(),
        new ActivationLReLU(0.2),
        new ActivationELU(1),
        new ActivationSwish(),
        new ActivationGELU());
  }

  private static DenseLayer.Builder denseOf(int outputs) {
    return new DenseLayer.Builder().nOut(outputs).activation(Activation.TANH);
  }

  private static void dense(List<Example> all) {
    for (IActivation activation : activations()) {
      all.add(
          Example.of(
              "dense " + activation,
              VECTOR,
              denseOf(7).build(),
              denseOf(4).activation(activation).build()));
    }
    all.add(
        Example.of(
            "dense without bias", VECTOR, denseOf(7).build(), denseOf(4).hasBias(false).build()));
    all.add(
        Example.of(
            "activation",
            VECTOR,
            denseOf(7).build(),
            new ActivationLayer(Activation.GELU),
            new ActivationLayer(Activation.IDENTITY)));
    all.add(
        Example.of(
            "batch norm of vectors",
            VECTOR,
            denseOf(7).build(),
            new BatchNormalization(),
            new ActivationLayer(Activation.RELU),
            denseOf(3).build(),
            new BatchNormalization(),
            new ActivationLayer(Activation.TANH)));
  }

  private static InputType image(CNN2DFormat format) {
    return InputType.convolutional(7, 5, 2, format);
  }

  private static ConvolutionLayer.Builder convolution(CNN2DFormat format, int... kernel) {
    return new ConvolutionLayer.Builder(kernel)
        .nOut(3)
        .activation(Activation.TANH)
        .dataFormat(format);
  }

  private static void convolutions(List<Example> all, CNN2DFormat format) {
    List<ConvolutionLayer.Builder> shown =
        List.of(
            convolution(format, 3, 3),
            convolution(format, 3, 2).convolutionMode(ConvolutionMode.Same),
            convolution(format, 3, 3).convolutionMode(ConvolutionMode.Same).stride(2, 3),
            convolution(format, 2, 2).convolutionMode(ConvolutionMode.Same).dilation(2, 1),
            convolution(format, 3, 3).convolutionMode(ConvolutionMode.Truncate).stride(3, 2),
            convolution(format, 3, 3).padding(1, 2).stride(2, 2),
            convolution(format, 2, 3).padding(2, 0).dilation(3, 2),
            convolution(format, 1, 1).hasBias(false),
            convolution(format, 7, 5));
    for (ConvolutionLayer.Builder builder : shown) {
      ConvolutionLayer layer = builder.build();
      all.add(
          Example.of(layer.toString(), image(format), convolution(format, 1, 1).build(), layer));
    }
    if (format == CNN2DFormat.NHWC) {
      return;
    }
    for (IActivation activation : activations()) {
      ConvolutionLayer layer = convolution(format, 3, 3).activation(activation).build();
      all.add(
          Example.of(
              "convolution " + activation,
              image(format),
              convolution(format, 1, 1).build(),
              layer,
              new ActivationLayer(Activation.SIGMOID)));
    }
  }

  private static void poolings(List<Example> all, CNN2DFormat format) {
    for (PoolingType type : List.of(PoolingType.MAX, PoolingType.AVG)) {
      List<SubsamplingLayer.Builder> shown =
          List.of(
              new SubsamplingLayer.Builder(type).kernelSize(2, 2).stride(2, 2),
              new SubsamplingLayer.Builder(type).kernelSize(3, 2).stride(1, 1),
              new SubsamplingLayer.Builder(type)
                  .kernelSize(3, 3)
                  .stride(2, 2)
                  .convolutionMode(ConvolutionMode.Same),
              new SubsamplingLayer.Builder(type).kernelSize(3, 3).stride(2, 1).padding(1, 1),
              new SubsamplingLayer.Builder(type)
                  .kernelSize(2, 2)
                  .stride(1, 1)
                  .dilation(2, 2)
                  .convolutionMode(ConvolutionMode.Truncate));
      for (SubsamplingLayer.Builder builder : shown) {
        SubsamplingLayer layer = builder.dataFormat(format).build();
        layer.setAvgPoolIncludePadInDivisor(shown.indexOf(builder) == 3);
        all.add(
            Example.of(layer.toString(), image(format), convolution(format, 2, 2).build(), layer));
      }
    }
  }

  private static void batchNorms(List<Example> all, CNN2DFormat format) {
    List<BatchNormalization.Builder> shown = new ArrayList<>();
    shown.add(new BatchNormalization.Builder());
    shown.add(new BatchNormalization.Builder().eps(1e-3).decay(0.7).useLogStd(false));
    if (format == CNN2DFormat.NCHW) { // stock layers fail with NHWC
      shown.add(new BatchNormalization.Builder().lockGammaBeta(true).gamma(1.5).beta(0.3));
    }
    for (BatchNormalization.Builder builder : shown) {
      BatchNormalization layer = builder.dataFormat(format).build();
      all.add(
          Example.of(
              layer.toString(),
              image(format),
              convolution(format, 2, 2).build(),
              layer,
              convolution(format, 2, 2).build()));
      all.add(
          Example.of(
              layer + " and ReLU",
              image(format),
              convolution(format, 2, 2).build(),
              layer,
              new ActivationLayer(Activation.RELU),
              convolution(format, 2, 2).build()));
    }
  }

  private static void others(List<Example> all, CNN2DFormat format) {
    List<Layer> shown = new ArrayList<>();
    for (ConvolutionMode mode : List.of(ConvolutionMode.Same, ConvolutionMode.Truncate)) {
      for (int multiplier : new int[] {1, 2}) {
        shown.add(
            new DepthwiseConvolution2D.Builder(3, 2)
                .depthMultiplier(multiplier)
                .convolutionMode(mode)
                .stride(2, 1)
                .hasBias(multiplier == 2)
                .activation(Activation.TANH)
                .dataFormat(format)
                .build());
        shown.add(
            new SeparableConvolution2D.Builder(3, 2)
                .nOut(4)
                .depthMultiplier(multiplier)
                .convolutionMode(mode)
                .stride(1, 2)
                .hasBias(multiplier == 2)
                .activation(Activation.GELU)
                .dataFormat(format)
                .build());
      }
    }
    for (PoolingType type : List.of(PoolingType.MAX, PoolingType.AVG, PoolingType.SUM)) {
      shown.add(new GlobalPoolingLayer.Builder(type).build());
    }
    shown.add(new ZeroPaddingLayer.Builder(1, 2, 0, 3).dataFormat(format).build());
    for (Layer layer : shown) {
      all.add(
          Example.of(
              layer + " " + format, image(format), convolution(format, 2, 2).build(), layer));
    }
  }
}
