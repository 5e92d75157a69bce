package io.meanfield.benchmarks.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import io.meanfield.benchmarks.model.ComputeModel;
import io.meanfield.benchmarks.model.Sizes;

/**
 * An architecture made of DJL's blocks, and what it reads.
 *
 * @param block gives logits whose last axis is the classes
 * @param input of a batch
 * @param numTokens how many words there are; 0 for real numbers
 * @param numClasses of the labels
 * @param numLabels in a batch
 */
record TorchModel(Block block, Shape input, int numTokens, int numClasses, int numLabels) {

  static TorchModel of(ComputeModel model) {
    int batch = model.batchSize();
    return switch (model) {
      case MLP ->
          new TorchModel(
              TorchVision.mlp(), new Shape(batch, Sizes.Mlp.INPUTS), 0, Sizes.CLASSES, batch);
      case LENET -> images(TorchVision.leNet(), batch, Sizes.LeNet.SIDE, 1);
      case VGG -> images(TorchVision.vgg(), batch, Sizes.Vgg.SIDE, Sizes.Vgg.CHANNELS);
      case RESNET18 -> images(TorchResNet.build(), batch, Sizes.ResNet.SIDE, Sizes.ResNet.CHANNELS);
      case LSTM -> {
        int vocabulary = Sizes.Lstm.VOCABULARY;
        int time = Sizes.Lstm.TIME;
        yield new TorchModel(
            TorchText.lstm(), new Shape(time, batch), vocabulary, vocabulary, batch * time);
      }
      case GRU ->
          new TorchModel(
              TorchText.gru(),
              new Shape(batch, Sizes.Gru.TIME),
              Sizes.Gru.VOCABULARY,
              Sizes.Gru.CLASSES,
              batch);
      case GPT -> {
        int vocabulary = Sizes.Gpt.VOCABULARY;
        int time = Sizes.Gpt.TIME;
        yield new TorchModel(
            TorchGpt.build(batch), new Shape(batch, time), vocabulary, vocabulary, batch * time);
      }
    };
  }

  private static TorchModel images(Block block, int batch, int side, int channels) {
    Shape input = new Shape(batch, channels, side, side);
    return new TorchModel(block, input, 0, Sizes.CLASSES, batch);
  }

  /**
   * Images are [batch, channels, height, width] as a view of memory in the order of [batch, height,
   * width, channels], which PyTorch calls channels_last and keeps through all layers: 15 to 30 %
   * faster than the other order.
   */
  NDArray features(NDManager manager) {
    if (input.dimension() == 4) {
      Shape channelsLast = new Shape(input.get(0), input.get(2), input.get(3), input.get(1));
      return manager.randomUniform(0, 1, channelsLast).transpose(0, 3, 1, 2);
    }
    return numTokens == 0
        ? manager.randomUniform(0, 1, input)
        : manager.randomInteger(0, numTokens, input, DataType.INT64);
  }

  NDArray labels(NDManager manager) {
    return manager.randomInteger(0, numClasses, new Shape(numLabels), DataType.INT64);
  }
}
