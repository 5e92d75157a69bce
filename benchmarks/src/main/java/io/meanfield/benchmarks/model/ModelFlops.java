package io.meanfield.benchmarks.model;

/**
 * Floating-point operations of one training step, counted from the architecture.
 *
 * <p>A product of [m, k] and [k, n] is 2 m k n operations; a convolution is the product with m the
 * output pixels of the batch, k the filter's height * width * input channels and n the filters.
 * Forward is one product; backward is two of the same size, the gradient of the weights and that of
 * the input, which is left out where the input is the data. So a step is 3 forward passes less the
 * first layer. A recurrent layer of g gates (4 for LSTM, 3 for GRU) is at every step the product of
 * [batch, inputs + units] and [inputs + units, g * units]. Causal attention counts only the pairs
 * of positions that the mask leaves: T (T + 1) / 2 of T^2. Everything else (embeddings, biases,
 * nonlinearities, normalization, pooling, loss, optimizer) counts as nothing.
 */
public final class ModelFlops {
  private double flops;

  private ModelFlops() {}

  /** Of one step on one batch. */
  public static double ofStep(ComputeModel model) {
    ModelFlops count = new ModelFlops();
    double batch = model.batchSize();
    switch (model) {
      case MLP -> count.mlp(batch);
      case LENET -> count.leNet(batch);
      case VGG -> count.vgg(batch);
      case RESNET18 -> count.resNet(batch);
      case LSTM -> count.lstm(batch * Sizes.Lstm.TIME);
      case GRU -> count.gru(batch);
      case GPT -> count.gpt(batch);
    }
    return count.flops;
  }

  private void mlp(double batch) {
    int inputs = Sizes.Mlp.INPUTS;
    product(batch, inputs, Sizes.Mlp.HIDDEN.get(0), 2);
    inputs = Sizes.Mlp.HIDDEN.get(0);
    for (int width : Sizes.Mlp.HIDDEN.subList(1, Sizes.Mlp.HIDDEN.size())) {
      product(batch, inputs, width, 3);
      inputs = width;
    }
    product(batch, inputs, Sizes.CLASSES, 3);
  }

  private void leNet(double batch) {
    int side = Sizes.LeNet.SIDE;
    int channels = 1;
    int area = Sizes.LeNet.KERNEL * Sizes.LeNet.KERNEL;
    for (int filters : Sizes.LeNet.FILTERS) {
      side = side - Sizes.LeNet.KERNEL + 1;
      product(batch * side * side, area * channels, filters, channels == 1 ? 2 : 3);
      side /= 2;
      channels = filters;
    }
    product(batch, side * side * channels, Sizes.LeNet.DENSE, 3);
    product(batch, Sizes.LeNet.DENSE, Sizes.CLASSES, 3);
  }

  private void vgg(double batch) {
    int side = Sizes.Vgg.SIDE;
    int channels = Sizes.Vgg.CHANNELS;
    for (int filters : Sizes.Vgg.PAIRS) {
      product(batch * side * side, 9 * channels, filters, channels == Sizes.Vgg.CHANNELS ? 2 : 3);
      product(batch * side * side, 9 * filters, filters, 3);
      side /= 2;
      channels = filters;
    }
    product(batch, side * side * channels, Sizes.CLASSES, 3);
  }

  private void resNet(double batch) {
    int side = Sizes.ResNet.SIDE;
    int channels = Sizes.ResNet.STEM;
    product(batch * side * side, 9 * Sizes.ResNet.CHANNELS, channels, 2);
    for (int filters : Sizes.ResNet.STAGES) {
      if (filters != channels) {
        side /= 2;
        product(batch * side * side, channels, filters, 3);
      }
      product(batch * side * side, 9 * channels, filters, 3);
      product(batch * side * side, 9 * filters, filters, 2 * 3 * Sizes.ResNet.BLOCKS_PER_STAGE - 3);
      channels = filters;
    }
    product(batch, channels, Sizes.CLASSES, 3);
  }

  private void lstm(double positions) {
    int inputs = Sizes.Lstm.EMBEDDING;
    for (int layer = 0; layer < Sizes.Lstm.LAYERS; layer++) {
      product(positions, inputs + Sizes.Lstm.UNITS, 4 * Sizes.Lstm.UNITS, 3);
      inputs = Sizes.Lstm.UNITS;
    }
    product(positions, inputs, Sizes.Lstm.VOCABULARY, 3);
  }

  private void gru(double batch) {
    int inputs = Sizes.Gru.EMBEDDING + Sizes.Gru.UNITS;
    product(batch * Sizes.Gru.TIME, inputs, 3 * Sizes.Gru.UNITS, 2 * 3);
    product(batch, 2 * Sizes.Gru.UNITS, Sizes.Gru.CLASSES, 3);
  }

  private void gpt(double batch) {
    double positions = batch * Sizes.Gpt.TIME;
    int width = Sizes.Gpt.WIDTH;
    double pairs = batch * Sizes.Gpt.TIME * (Sizes.Gpt.TIME + 1) / 2;
    for (int block = 0; block < Sizes.Gpt.BLOCKS; block++) {
      product(positions, width, 3 * width, 3);
      product(pairs, width, 1, 2 * 3); // of all heads: queries and keys, weights and values
      product(positions, width, width, 3);
      product(positions, width, Sizes.Gpt.MLP, 2 * 3);
    }
    product(positions, width, Sizes.Gpt.VOCABULARY, 3);
  }

  private void product(double m, double k, double n, int times) {
    flops += 2 * m * k * n * times;
  }
}
