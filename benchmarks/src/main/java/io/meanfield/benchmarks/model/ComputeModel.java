package io.meanfield.benchmarks.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The architectures that every engine trains, and the examples of one batch. */
public enum ComputeModel {
  /** 784-1024-1024-10 with ReLU. */
  MLP("mlp", 128),
  /** Two unpadded 5 x 5 convolutions with pooling on 28 x 28 x 1, one dense layer. */
  LENET("lenet", 128),
  /** Six 3 x 3 convolutions with batch normalization on 32 x 32 x 3. */
  VGG("vgg", 64),
  /** Residual network of He et al. 2016 with 18 layers, in its form for 32 x 32 x 3. */
  RESNET18("resnet18", 64),
  /** Language model of two LSTM layers; predicts a word at every step. */
  LSTM("lstm", 32),
  /** Text classifier with one bidirectional GRU layer. */
  GRU("gru", 64),
  /** Language model of six pre-norm transformer blocks. */
  GPT("gpt", 16);

  private final String word;
  private final int batchSize;

  ComputeModel(String word, int batchSize) {
    this.word = word;
    this.batchSize = batchSize;
  }

  /** How the command line names it. */
  public String word() {
    return word;
  }

  public int batchSize() {
    return batchSize;
  }

  public static Optional<ComputeModel> of(String word) {
    return Arrays.stream(values()).filter(model -> model.word.equals(word)).findFirst();
  }

  /** All words, for messages. */
  public static String words() {
    return Arrays.stream(values()).map(ComputeModel::word).collect(Collectors.joining(", "));
  }
}
