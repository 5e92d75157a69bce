package io.meanfield.zoo.kernel;

import io.meanfield.zoo.kernel.Tiling.Extent;
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

  private static final ThreadLocal<Bench> BENCHES = ThreadLocal.withInitial(Bench::new);

  private final Convolutions direct;
  private final OneDnnMatrices matrices = new OneDnnMatrices(Precision.F32);
  private final Elementwise elementwise = new OneDnnElementwise();

  WinogradConvolutions(Convolutions direct) {
    this.direct = direct;
  }

  /** Whether this Java has what the transforms are made of. */
  static boolean isPossible() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  /** What one thread works with. */
  private static final class Bench {
    final WinogradLoops loops = new WinogradLoops();
    final FloatMemory filters = new FloatMemory();
    final FloatMemory weights = new FloatMemory();
    final FloatMemory seen = new FloatMemory();
    final FloatMemory made = new FloatMemory();
    float[] pixels = new float[0];
    float[] tiles = new float[0];

    float[] pixels(int length) {
      pixels = pixels.length < length ? new float[length] : pixels;
      return pixels;
    }

    float[] tiles(int length) {
      tiles = tiles.length < length ? new float[length] : tiles;
      return tiles;
    }
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
    Bench bench = BENCHES.get();
    INDArray transformed = filters(bench, weights, false);
    Tiling tiling =
        new Tiling(
            extent(input),
            extent(output),
            window.before().vertical(),
            window.before().horizontal());
    convolve(bench, input, transformed, tiling, output);
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
    Bench bench = BENCHES.get();
    INDArray transformed = filters(bench, filters, true);
    Tiling tiling =
        new Tiling(
            extent(gradient),
            extent(inputGradient),
            2 - window.before().vertical(),
            2 - window.before().horizontal());
    convolve(bench, gradient, transformed, tiling, inputGradient);
  }

  @Override
  public void filterGradient(INDArray input, INDArray gradient, Window window, Filters result) {
    if (!fits(input, result.weights(), window, gradient)) {
      direct.filterGradient(input, gradient, window, result);
      return;
    }
    Bench bench = BENCHES.get();
    Tiling tiling =
        new Tiling(
            extent(input),
            extent(gradient),
            window.before().vertical(),
            window.before().horizontal());
    INDArray sums = correlate(bench, input, gradient, tiling);
    filterGradient(bench, sums, result.weights());
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
      Bench bench, INDArray input, INDArray filters, Tiling tiling, INDArray output) {
    FloatBuffer from = FloatMemory.of(input);
    FloatBuffer to = FloatMemory.of(output);
    int channels = tiling.input().channels();
    int outputs = tiling.output().channels();
    for (int row = 0; row < tiling.numRows(); row += tiling.rowsOfBlock()) {
      int end = Math.min(tiling.numRows(), row + tiling.rowsOfBlock());
      int numTiles = (end - row) * tiling.tilesAcross();
      INDArray seen = bench.seen.array(numTiles, 36, channels);
      INDArray made = bench.made.array(numTiles, 36, outputs);
      readTiles(bench, from, tiling, row, end, FloatMemory.of(seen));
      matrices.tileProduct(seen, filters, made);
      writeTiles(bench, FloatMemory.of(made), tiling, row, end, to);
    }
    Reference.reachabilityFence(input);
    Reference.reachabilityFence(output);
  }

  /** Sum over all tiles of what they see times their gradients, [36, inputs, outputs]. */
  private INDArray correlate(Bench bench, INDArray input, INDArray gradient, Tiling tiling) {
    FloatBuffer from = FloatMemory.of(input);
    FloatBuffer above = FloatMemory.of(gradient);
    int channels = tiling.input().channels();
    int outputs = tiling.output().channels();
    INDArray sums = bench.filters.array(36, channels, outputs);
    for (int row = 0; row < tiling.numRows(); row += tiling.rowsOfBlock()) {
      int end = Math.min(tiling.numRows(), row + tiling.rowsOfBlock());
      int numTiles = (end - row) * tiling.tilesAcross();
      INDArray seen = bench.seen.array(numTiles, 36, channels);
      INDArray made = bench.made.array(numTiles, 36, outputs);
      readTiles(bench, from, tiling, row, end, FloatMemory.of(seen));
      readGradients(bench, above, tiling, row, end, FloatMemory.of(made));
      matrices.tileCorrelation(seen, made, sums, row > 0);
    }
    Reference.reachabilityFence(input);
    Reference.reachabilityFence(gradient);
    return sums;
  }

  private static void readTiles(
      Bench bench, FloatBuffer from, Tiling tiling, int row, int endRow, FloatBuffer to) {
    Extent input = tiling.input();
    int channels = input.channels();
    int rowLength = tiling.seenWidth() * channels;
    int tileLength = 36 * channels;
    int tilesLength = tiling.tilesAcross() * tileLength;
    float[] pixels = bench.pixels(6 * rowLength);
    float[] tiles = bench.tiles(tilesLength);
    for (int r = row; r < endRow; r++) {
      for (int i = 0; i < 6; i++) {
        int y = tiling.top(r) + i - tiling.padTop();
        copyRow(
            from, input, tiling.image(r), y, tiling.padLeft(), pixels, i * rowLength, rowLength);
      }
      for (int tile = 0; tile < tiling.tilesAcross(); tile++) {
        bench.loops.input(
            pixels, tile * 4 * channels, rowLength, tiles, tile * tileLength, channels);
      }
      to.put((r - row) * tilesLength, tiles, 0, tilesLength);
    }
  }

  private static void readGradients(
      Bench bench, FloatBuffer from, Tiling tiling, int row, int endRow, FloatBuffer to) {
    Extent output = tiling.output();
    int channels = output.channels();
    int rowLength = tiling.tilesAcross() * 4 * channels;
    int tileLength = 36 * channels;
    int tilesLength = tiling.tilesAcross() * tileLength;
    float[] pixels = bench.pixels(4 * rowLength);
    float[] tiles = bench.tiles(tilesLength);
    for (int r = row; r < endRow; r++) {
      for (int i = 0; i < 4; i++) {
        int y = tiling.top(r) + i;
        copyRow(from, output, tiling.image(r), y, 0, pixels, i * rowLength, rowLength);
      }
      for (int tile = 0; tile < tiling.tilesAcross(); tile++) {
        bench.loops.outputGradient(
            pixels, tile * 4 * channels, rowLength, tiles, tile * tileLength, channels);
      }
      to.put((r - row) * tilesLength, tiles, 0, tilesLength);
    }
  }

  /** A row of pixels with zeros around it. */
  private static void copyRow(
      FloatBuffer from,
      Extent extent,
      int image,
      int y,
      int padLeft,
      float[] to,
      int at,
      int length) {
    int left = padLeft * extent.channels();
    if (y < 0 || y >= extent.height()) {
      Arrays.fill(to, at, at + length, 0);
      return;
    }
    int copied = Math.min(extent.rowLength(), length - left);
    Arrays.fill(to, at, at + left, 0);
    from.get(extent.row(image, y), to, at + left, copied);
    Arrays.fill(to, at + left + copied, at + length, 0);
  }

  private static void writeTiles(
      Bench bench, FloatBuffer from, Tiling tiling, int row, int endRow, FloatBuffer to) {
    Extent output = tiling.output();
    int channels = output.channels();
    int rowLength = tiling.tilesAcross() * 4 * channels;
    int tileLength = 36 * channels;
    int tilesLength = tiling.tilesAcross() * tileLength;
    float[] pixels = bench.pixels(4 * rowLength);
    float[] tiles = bench.tiles(tilesLength);
    for (int r = row; r < endRow; r++) {
      from.get((r - row) * tilesLength, tiles, 0, tilesLength);
      for (int tile = 0; tile < tiling.tilesAcross(); tile++) {
        bench.loops.output(
            tiles, tile * tileLength, pixels, tile * 4 * channels, rowLength, channels);
      }
      for (int i = 0; i < Math.min(4, output.height() - tiling.top(r)); i++) {
        int at = output.row(tiling.image(r), tiling.top(r) + i);
        to.put(at, pixels, i * rowLength, output.rowLength());
      }
    }
  }

  /**
   * Filters [outputs, inputs, 3, 3] transformed to [36, inputs, outputs].
   *
   * @param isTurned whether inputs and outputs change places and filters are turned around
   */
  private INDArray filters(Bench bench, INDArray weights, boolean isTurned) {
    long outputs = weights.size(isTurned ? 1 : 0);
    long inputs = weights.size(isTurned ? 0 : 1);
    INDArray planes = bench.weights.array(9, inputs, outputs);
    elementwise.copy(planes(weights, isTurned), planes);
    INDArray result = bench.filters.array(36, inputs, outputs);
    int plane = Math.toIntExact(inputs * outputs);
    float[] weightsOfRow = bench.pixels(Math.toIntExact(9 * outputs));
    float[] tilesOfRow = bench.tiles(Math.toIntExact(36 * outputs));
    FloatBuffer from = FloatMemory.of(planes);
    FloatBuffer to = FloatMemory.of(result);
    int width = (int) outputs;
    for (int input = 0; input < inputs; input++) {
      for (int p = 0; p < 9; p++) {
        int source = isTurned ? 8 - p : p;
        from.get(source * plane + input * width, weightsOfRow, p * width, width);
      }
      for (int k = 0; k < width; k += WinogradLoops.LANES) {
        bench.loops.filters(weightsOfRow, k, width, tilesOfRow, k, width);
      }
      for (int p = 0; p < 36; p++) {
        to.put(p * plane + input * width, tilesOfRow, p * width, width);
      }
    }
    return result;
  }

  /** Weights [outputs, inputs, 3, 3] seen as [9, inputs, outputs], or [9, outputs, inputs]. */
  private static INDArray planes(INDArray weights, boolean isTurned) {
    long outputs = weights.size(0);
    long inputs = weights.size(1);
    return isTurned
        ? Nd4j.create(
            weights.data(), new long[] {9, outputs, inputs}, new long[] {1, inputs * 9, 9}, 0)
        : Nd4j.create(
            weights.data(), new long[] {9, inputs, outputs}, new long[] {1, 9, inputs * 9}, 0);
  }

  private void filterGradient(Bench bench, INDArray sums, INDArray weights) {
    int inputs = (int) sums.size(1);
    int width = (int) sums.size(2);
    int plane = inputs * width;
    INDArray planes = bench.weights.array(9, inputs, width);
    float[] weightsOfRow = bench.pixels(9 * width);
    float[] tilesOfRow = bench.tiles(36 * width);
    FloatBuffer from = FloatMemory.of(sums);
    FloatBuffer to = FloatMemory.of(planes);
    for (int input = 0; input < inputs; input++) {
      for (int p = 0; p < 36; p++) {
        from.get(p * plane + input * width, tilesOfRow, p * width, width);
      }
      for (int k = 0; k < width; k += WinogradLoops.LANES) {
        bench.loops.filterGradient(tilesOfRow, k, width, weightsOfRow, k, width);
      }
      for (int p = 0; p < 9; p++) {
        to.put(p * plane + input * width, weightsOfRow, p * width, width);
      }
    }
    elementwise.copy(planes, planes(weights, false));
  }
}
