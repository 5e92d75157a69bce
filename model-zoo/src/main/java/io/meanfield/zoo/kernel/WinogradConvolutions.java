package io.meanfield.zoo.kernel;

import io.meanfield.zoo.kernel.Tiling.Extent;
import io.meanfield.zoo.kernel.WinogradTiles.Block;
import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Convolutions with windows of 3 x 3 and 5 x 5 by Winograd's minimal filtering (Lavin and Gray
 * 2016): a quarter or a sixth of the multiplications, in 36 or 64 products of matrices a block of
 * tiles. Other convolutions, and those too narrow to gain, go the direct way.
 */
final class WinogradConvolutions implements Convolutions {
  /** Fewer channels than that spend more time in the transforms than they save. */
  private static final int MIN_CHANNELS_OF_THREE = 32;

  private static final int MIN_CHANNELS_OF_FIVE = 16;

  private static final ThreadLocal<WinogradTiles> OF_THREE =
      ThreadLocal.withInitial(() -> new WinogradTiles(3));
  private static final ThreadLocal<WinogradTiles> OF_FIVE =
      ThreadLocal.withInitial(() -> new WinogradTiles(5));

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
        ? "minimal filtering 3 x 3 from %d, 5 x 5 from %d channels"
            .formatted(MIN_CHANNELS_OF_THREE, MIN_CHANNELS_OF_FIVE)
        : "direct convolutions";
  }

  private static boolean fits(INDArray input, INDArray weights, Window window, INDArray output) {
    int side = window.height();
    boolean isPlain =
        (side == 3 || side == 5)
            && window.width() == side
            && isOne(window.stride())
            && isOne(window.dilation())
            && isBelow(side, window.before())
            && isBelow(side, window.after());
    int least = side == 3 ? MIN_CHANNELS_OF_THREE : MIN_CHANNELS_OF_FIVE;
    return isPlain
        && areMany(weights.size(0), least)
        && areMany(weights.size(1), least)
        && weights.size(1) == input.size(1)
        && isRowMajor(weights)
        && isUsual(input)
        && isUsual(output);
  }

  private static boolean isOne(Window.Pair pair) {
    return pair.vertical() == 1 && pair.horizontal() == 1;
  }

  private static boolean areMany(long channels, int least) {
    return channels >= Math.max(least, WinogradLines.LANES);
  }

  private static boolean isBelow(int side, Window.Pair padding) {
    return padding.vertical() < side && padding.horizontal() < side;
  }

  private static boolean isRowMajor(INDArray weights) {
    long row = weights.size(3);
    long plane = weights.size(2) * row;
    return Arrays.equals(weights.stride(), new long[] {weights.size(1) * plane, plane, row, 1});
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
    WinogradTiles tiles = tiles(window);
    INDArray transformed = tiles.filters(weights, false);
    convolve(tiles, input, transformed, tiling(input, window, output), output);
    if (filters.bias() != null) {
      addBias(filters.bias(), output);
    }
    if (!activation.equals(Activation.IDENTITY)) {
      elementwise.activate(activation, output, output);
    }
  }

  @Override
  public void inputGradient(
      INDArray gradient, INDArray filters, Window window, INDArray inputGradient) {
    if (!fits(inputGradient, filters, window, gradient)) {
      direct.inputGradient(gradient, filters, window, inputGradient);
      return;
    }
    WinogradTiles tiles = tiles(window);
    INDArray transformed = tiles.filters(filters, true);
    spread(tiles, gradient, transformed, tiling(inputGradient, window, gradient), inputGradient);
  }

  @Override
  public void filterGradient(INDArray input, INDArray gradient, Window window, Filters result) {
    if (!fits(input, result.weights(), window, gradient)) {
      direct.filterGradient(input, gradient, window, result);
      return;
    }
    WinogradTiles tiles = tiles(window);
    INDArray sums = correlate(tiles, input, gradient, tiling(input, window, gradient));
    tiles.filterGradient(sums, result.weights());
    if (result.bias() != null) {
      matrices.sumOfRows(pixels(gradient), result.bias());
    }
  }

  private static WinogradTiles tiles(Window window) {
    return window.height() == 3 ? OF_THREE.get() : OF_FIVE.get();
  }

  private static Tiling tiling(INDArray input, Window window, INDArray output) {
    return new Tiling(
        extent(input),
        extent(output),
        window.height(),
        window.before().vertical(),
        window.before().horizontal());
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

  /** Tiles of the input times filters [positions, inputs, outputs], block by block. */
  private void convolve(
      WinogradTiles tiles, INDArray input, INDArray filters, Tiling tiling, INDArray output) {
    FloatBuffer from = Floats.buffer(input);
    FloatBuffer to = Floats.buffer(output);
    int rows = tiling.rowsOfBlock();
    Block block = tiles.block(tiling, 0, rows);
    INDArray[] operands = {block.seen(), filters, block.made()};
    Operation product = matrices.tileProduct(block.seen(), filters, block.made());
    for (int row = 0; row < tiling.numRows(); row += rows) {
      int end = Math.min(tiling.numRows(), row + rows);
      if (end - row < rows) {
        block = tiles.block(tiling, row, end);
        operands = new INDArray[] {block.seen(), filters, block.made()};
        product = matrices.tileProduct(block.seen(), filters, block.made());
      }
      tiles.readTiles(from, tiling, row, end, block.seenMemory());
      product.run(operands);
      tiles.writeTiles(block.madeMemory(), tiling, row, end, to);
    }
    Reference.reachabilityFence(input);
    Reference.reachabilityFence(output);
  }

  /** The transpose of convolve: gradients of outputs times filters [positions, outputs, inputs]. */
  private void spread(
      WinogradTiles tiles,
      INDArray gradient,
      INDArray filters,
      Tiling tiling,
      INDArray inputGradient) {
    FloatBuffer from = Floats.buffer(gradient);
    FloatBuffer to = Floats.buffer(inputGradient);
    int rows = tiling.rowsOfBlock();
    Block block = tiles.block(tiling, 0, rows);
    INDArray[] operands = {block.made(), filters, block.seen()};
    Operation product = matrices.tileProduct(block.made(), filters, block.seen());
    for (int row = 0; row < tiling.numRows(); row += rows) {
      int end = Math.min(tiling.numRows(), row + rows);
      if (end - row < rows) {
        block = tiles.block(tiling, row, end);
        operands = new INDArray[] {block.made(), filters, block.seen()};
        product = matrices.tileProduct(block.made(), filters, block.seen());
      }
      tiles.readGradients(from, tiling, row, end, block.madeMemory());
      product.run(operands);
      tiles.addTiles(block.seenMemory(), tiling, row, end, to);
    }
    Reference.reachabilityFence(gradient);
    Reference.reachabilityFence(inputGradient);
  }

  /** Sum over all tiles of what they see times their gradients, [positions, inputs, outputs]. */
  private INDArray correlate(
      WinogradTiles tiles, INDArray input, INDArray gradient, Tiling tiling) {
    FloatBuffer from = Floats.buffer(input);
    FloatBuffer above = Floats.buffer(gradient);
    INDArray sums = tiles.filterSums(tiling);
    int rows = tiling.rowsOfBlock();
    Block block = tiles.block(tiling, 0, rows);
    INDArray[] operands = {block.seen(), block.made(), sums};
    Operation product = matrices.tileCorrelation(block.seen(), block.made(), sums, false);
    for (int row = 0; row < tiling.numRows(); row += rows) {
      int end = Math.min(tiling.numRows(), row + rows);
      if (end - row < rows) {
        block = tiles.block(tiling, row, end);
        operands = new INDArray[] {block.seen(), block.made(), sums};
      }
      tiles.readTiles(from, tiling, row, end, block.seenMemory());
      tiles.readGradients(above, tiling, row, end, block.madeMemory());
      if (row == rows || end - row < rows) {
        product = matrices.tileCorrelation(block.seen(), block.made(), sums, row > 0);
      }
      product.run(operands);
    }
    Reference.reachabilityFence(input);
    Reference.reachabilityFence(gradient);
    return sums;
  }
}
