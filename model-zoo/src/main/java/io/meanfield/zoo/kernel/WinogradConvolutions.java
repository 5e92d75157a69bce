package io.meanfield.zoo.kernel;

import io.meanfield.zoo.kernel.Tiling.Extent;
import io.meanfield.zoo.kernel.WinogradTiles.Block;
import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Convolutions with 3 x 3 windows by Winograd's minimal filtering (Lavin and Gray 2016): a quarter
 * of the multiplications, in 36 products of matrices a block of tiles. Other convolutions, and
 * those too narrow to gain, go the direct way.
 */
final class WinogradConvolutions implements Convolutions {
  /** Fewer channels than that spend more time in the transforms than they save. */
  private static final int MIN_CHANNELS = 32;

  private static final ThreadLocal<WinogradTiles> OF_THREAD =
      ThreadLocal.withInitial(WinogradTiles::new);

  private final Convolutions direct;
  private final OneDnnMatrices matrices = new OneDnnMatrices(Precision.F32);
  private final Elementwise elementwise = new OneDnnElementwise();

  WinogradConvolutions(Convolutions direct) {
    this.direct = direct;
  }

  /** Whether this Java has what the transforms are made of. */
  static boolean isPossible() {
    return VectorModule.isPresent();
  }

  /** Which convolutions go this way, in words: it decides about their last bits. */
  static String describe() {
    return isPossible()
        ? "minimal filtering of multiples of %d channels".formatted(WinogradLoops.LANES)
        : "direct convolutions";
  }

  private static boolean fits(INDArray input, INDArray weights, Window window, INDArray output) {
    boolean isPlain =
        window.height() == 3
            && window.width() == 3
            && isOne(window.stride())
            && isOne(window.dilation())
            && isSmall(window.before())
            && isSmall(window.after());
    return isPlain
        && areMany(weights.size(0))
        && areMany(weights.size(1))
        && weights.size(1) == input.size(1)
        && isRowMajor(weights)
        && isUsual(input)
        && isUsual(output);
  }

  private static boolean isOne(Window.Pair pair) {
    return pair.vertical() == 1 && pair.horizontal() == 1;
  }

  private static boolean isSmall(Window.Pair padding) {
    return padding.vertical() <= 2 && padding.horizontal() <= 2;
  }

  private static boolean areMany(long channels) {
    return channels >= MIN_CHANNELS && channels % WinogradLoops.LANES == 0;
  }

  private static boolean isRowMajor(INDArray weights) {
    return Arrays.equals(weights.stride(), new long[] {weights.size(1) * 9, 9, 3, 1});
  }

  private static boolean isUsual(INDArray image) {
    return Layout.isChannelsLast(image) && image.length() <= Integer.MAX_VALUE / Float.BYTES;
  }

  @Override
  public void forward(
      INDArray input, Filters filters, Window window, Activation activation, INDArray output) {
    INDArray weights = filters.weights();
    if (!fits(input, weights, window, output)) {
      direct.forward(input, filters, window, activation, output);
      return;
    }
    WinogradTiles tiles = OF_THREAD.get();
    INDArray transformed = tiles.filters(weights, false);
    Tiling tiling =
        new Tiling(
            extent(input),
            extent(output),
            window.before().vertical(),
            window.before().horizontal());
    convolve(tiles, input, transformed, tiling, output);
    if (filters.bias() != null) {
      addBias(filters.bias(), output);
    }
    if (!activation.equals(Activation.IDENTITY)) {
      elementwise.activate(activation, output, output);
    }
  }

  /** A convolution of the gradient with the filters turned by half a circle. */
  @Override
  public void inputGradient(
      INDArray gradient, INDArray filters, Window window, INDArray inputGradient) {
    if (!fits(inputGradient, filters, window, gradient)) {
      direct.inputGradient(gradient, filters, window, inputGradient);
      return;
    }
    WinogradTiles tiles = OF_THREAD.get();
    INDArray transformed = tiles.filters(filters, true);
    Tiling tiling =
        new Tiling(
            extent(gradient),
            extent(inputGradient),
            2 - window.before().vertical(),
            2 - window.before().horizontal());
    convolve(tiles, gradient, transformed, tiling, inputGradient);
  }

  @Override
  public void filterGradient(INDArray input, INDArray gradient, Window window, Filters result) {
    if (!fits(input, result.weights(), window, gradient)) {
      direct.filterGradient(input, gradient, window, result);
      return;
    }
    WinogradTiles tiles = OF_THREAD.get();
    Tiling tiling =
        new Tiling(
            extent(input),
            extent(gradient),
            window.before().vertical(),
            window.before().horizontal());
    INDArray sums = correlate(tiles, input, gradient, tiling);
    tiles.filterGradient(sums, result.weights());
    if (result.bias() != null) {
      matrices.sumOfRows(pixels(gradient), result.bias());
    }
  }

  private static Extent extent(INDArray image) {
    return new Extent(
        (int) image.size(0), (int) image.size(2), (int) image.size(3), (int) image.size(1));
  }

  /** [pixels, channels]. */
  private static INDArray pixels(INDArray image) {
    long channels = image.size(1);
    return Nd4j.create(
        image.data(),
        new long[] {image.length() / channels, channels},
        new long[] {channels, 1},
        0);
  }

  private void addBias(INDArray bias, INDArray output) {
    INDArray row = bias.reshape(1, bias.length(), 1, 1);
    elementwise.add(output, row, output);
  }

  /** Tiles of the input times filters [36, inputs, outputs], block by block. */
  private void convolve(
      WinogradTiles tiles, INDArray input, INDArray filters, Tiling tiling, INDArray output) {
    FloatBuffer from = Floats.buffer(input);
    FloatBuffer to = Floats.buffer(output);
    int rows = tiling.rowsOfBlock();
    Block block = tiles.block(tiling, 0, rows);
    Operation product = matrices.tileProduct(block.seen(), filters, block.made());
    for (int row = 0; row < tiling.numRows(); row += rows) {
      int end = Math.min(tiling.numRows(), row + rows);
      if (end - row < rows) {
        block = tiles.block(tiling, row, end);
        product = matrices.tileProduct(block.seen(), filters, block.made());
      }
      tiles.readTiles(from, tiling, row, end, block.seenMemory());
      product.run(block.seen(), filters, block.made());
      tiles.writeTiles(block.madeMemory(), tiling, row, end, to);
    }
    Reference.reachabilityFence(input);
    Reference.reachabilityFence(output);
  }

  /** Sum over all tiles of what they see times their gradients, [36, inputs, outputs]. */
  private INDArray correlate(
      WinogradTiles tiles, INDArray input, INDArray gradient, Tiling tiling) {
    FloatBuffer from = Floats.buffer(input);
    FloatBuffer above = Floats.buffer(gradient);
    INDArray sums = tiles.filterSums(tiling);
    int rows = tiling.rowsOfBlock();
    Block block = tiles.block(tiling, 0, rows);
    Operation product = matrices.tileCorrelation(block.seen(), block.made(), sums, false);
    for (int row = 0; row < tiling.numRows(); row += rows) {
      int end = Math.min(tiling.numRows(), row + rows);
      if (end - row < rows) {
        block = tiles.block(tiling, row, end);
      }
      tiles.readTiles(from, tiling, row, end, block.seenMemory());
      tiles.readGradients(above, tiling, row, end, block.madeMemory());
      if (row == rows || end - row < rows) {
        product = matrices.tileCorrelation(block.seen(), block.made(), sums, row > 0);
      }
      product.run(block.seen(), block.made(), sums);
    }
    Reference.reachabilityFence(input);
    Reference.reachabilityFence(gradient);
    return sums;
  }
}
