package io.meanfield.zoo.kernel;

import io.meanfield.zoo.kernel.Tiling.Extent;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Takes images and filters apart into Winograd's tiles and puts them together. Of one thread. */
final class WinogradTiles {
  private final WinogradLoops loops = new WinogradLoops();
  private final Elementwise elementwise = new OneDnnElementwise();
  private final FloatMemory filters = new FloatMemory();
  private final FloatMemory weights = new FloatMemory();
  private final FloatMemory seen = new FloatMemory();
  private final FloatMemory made = new FloatMemory();
  private float[] pixels = new float[0];
  private float[] tiles = new float[0];

  /**
   * Tiles of some rows.
   *
   * @param seen [tiles, 36, inputs]
   * @param made [tiles, 36, outputs]
   */
  record Block(
      int numTiles, INDArray seen, INDArray made, FloatBuffer seenMemory, FloatBuffer madeMemory) {}

  /** Memory for rows [row, endRow) of tiles, which is the last block's too. */
  Block block(Tiling tiling, int row, int endRow) {
    int numTiles = (endRow - row) * tiling.tilesAcross();
    INDArray in = seen.array(numTiles, 36, tiling.input().channels());
    INDArray out = made.array(numTiles, 36, tiling.output().channels());
    return new Block(numTiles, in, out, Floats.buffer(in), Floats.buffer(out));
  }

  /** Memory for the gradients of transformed filters. */
  INDArray filterSums(Tiling tiling) {
    return filters.array(36, tiling.input().channels(), tiling.output().channels());
  }

  private float[] pixels(int length) {
    pixels = pixels.length < length ? new float[length] : pixels;
    return pixels;
  }

  private float[] tiles(int length) {
    tiles = tiles.length < length ? new float[length] : tiles;
    return tiles;
  }

  void readTiles(FloatBuffer from, Tiling tiling, int row, int endRow, FloatBuffer to) {
    Extent input = tiling.input();
    int channels = input.channels();
    int rowLength = tiling.seenWidth() * channels;
    int tileLength = 36 * channels;
    int tilesLength = tiling.tilesAcross() * tileLength;
    float[] image = pixels(6 * rowLength);
    float[] transformed = tiles(tilesLength);
    for (int r = row; r < endRow; r++) {
      for (int i = 0; i < 6; i++) {
        int y = tiling.top(r) + i - tiling.padTop();
        copyRow(from, input, tiling.image(r), y, tiling.padLeft(), image, i * rowLength, rowLength);
      }
      for (int tile = 0; tile < tiling.tilesAcross(); tile++) {
        loops.input(
            image, tile * 4 * channels, rowLength, transformed, tile * tileLength, channels);
      }
      to.put((r - row) * tilesLength, transformed, 0, tilesLength);
    }
  }

  void readGradients(FloatBuffer from, Tiling tiling, int row, int endRow, FloatBuffer to) {
    Extent output = tiling.output();
    int channels = output.channels();
    int rowLength = tiling.tilesAcross() * 4 * channels;
    int tileLength = 36 * channels;
    int tilesLength = tiling.tilesAcross() * tileLength;
    float[] image = pixels(4 * rowLength);
    float[] transformed = tiles(tilesLength);
    for (int r = row; r < endRow; r++) {
      for (int i = 0; i < 4; i++) {
        int y = tiling.top(r) + i;
        copyRow(from, output, tiling.image(r), y, 0, image, i * rowLength, rowLength);
      }
      for (int tile = 0; tile < tiling.tilesAcross(); tile++) {
        loops.outputGradient(
            image, tile * 4 * channels, rowLength, transformed, tile * tileLength, channels);
      }
      to.put((r - row) * tilesLength, transformed, 0, tilesLength);
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

  void writeTiles(FloatBuffer from, Tiling tiling, int row, int endRow, FloatBuffer to) {
    Extent output = tiling.output();
    int channels = output.channels();
    int rowLength = tiling.tilesAcross() * 4 * channels;
    int tileLength = 36 * channels;
    int tilesLength = tiling.tilesAcross() * tileLength;
    float[] image = pixels(4 * rowLength);
    float[] transformed = tiles(tilesLength);
    for (int r = row; r < endRow; r++) {
      from.get((r - row) * tilesLength, transformed, 0, tilesLength);
      for (int tile = 0; tile < tiling.tilesAcross(); tile++) {
        loops.output(
            transformed, tile * tileLength, image, tile * 4 * channels, rowLength, channels);
      }
      for (int i = 0; i < Math.min(4, output.height() - tiling.top(r)); i++) {
        int at = output.row(tiling.image(r), tiling.top(r) + i);
        to.put(at, image, i * rowLength, output.rowLength());
      }
    }
  }

  /**
   * Filters [outputs, inputs, 3, 3] transformed to [36, inputs, outputs].
   *
   * @param isTurned whether inputs and outputs change places and filters are turned around
   */
  INDArray filters(INDArray weights, boolean isTurned) {
    long outputs = weights.size(isTurned ? 1 : 0);
    long inputs = weights.size(isTurned ? 0 : 1);
    INDArray planes = this.weights.array(9, inputs, outputs);
    elementwise.copy(planes(weights, isTurned), planes);
    INDArray result = filters.array(36, inputs, outputs);
    int plane = Math.toIntExact(inputs * outputs);
    float[] weightsOfRow = pixels(Math.toIntExact(9 * outputs));
    float[] tilesOfRow = tiles(Math.toIntExact(36 * outputs));
    FloatBuffer from = Floats.buffer(planes);
    FloatBuffer to = Floats.buffer(result);
    int width = (int) outputs;
    for (int input = 0; input < inputs; input++) {
      for (int p = 0; p < 9; p++) {
        int source = isTurned ? 8 - p : p;
        from.get(source * plane + input * width, weightsOfRow, p * width, width);
      }
      for (int k = 0; k < width; k += WinogradLoops.LANES) {
        loops.filters(weightsOfRow, k, width, tilesOfRow, k, width);
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

  void filterGradient(INDArray sums, INDArray weights) {
    int inputs = (int) sums.size(1);
    int width = (int) sums.size(2);
    int plane = inputs * width;
    INDArray planes = this.weights.array(9, inputs, width);
    float[] weightsOfRow = pixels(9 * width);
    float[] tilesOfRow = tiles(36 * width);
    FloatBuffer from = Floats.buffer(sums);
    FloatBuffer to = Floats.buffer(planes);
    for (int input = 0; input < inputs; input++) {
      for (int p = 0; p < 36; p++) {
        from.get(p * plane + input * width, tilesOfRow, p * width, width);
      }
      for (int k = 0; k < width; k += WinogradLoops.LANES) {
        loops.filterGradient(tilesOfRow, k, width, weightsOfRow, k, width);
      }
      for (int p = 0; p < 9; p++) {
        to.put(p * plane + input * width, weightsOfRow, p * width, width);
      }
    }
    elementwise.copy(planes, planes(weights, false));
  }
}
