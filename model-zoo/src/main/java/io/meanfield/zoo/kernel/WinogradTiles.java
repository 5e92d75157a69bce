package io.meanfield.zoo.kernel;

import io.meanfield.zoo.kernel.Tiling.Extent;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Takes images and filters apart into Winograd's tiles and puts them together. Of one thread. */
final class WinogradTiles {
  private final int window;
  private final int numPositions;
  private final WinogradLoops loops;
  private final FloatMemory filters = new FloatMemory();
  private final FloatMemory weights = new FloatMemory();
  private final FloatMemory seen = new FloatMemory();
  private final FloatMemory made = new FloatMemory();
  private float[] pixels = new float[0];
  private float[] tiles = new float[0];
  private float[] sums = new float[0];

  /**
   * @param window of the convolution, pixels down and across: 3 or 5
   */
  WinogradTiles(int window) {
    this.window = window;
    this.numPositions = (3 + window) * (3 + window);
    this.loops =
        new WinogradLoops(window == 3 ? WinogradLinesOfThree.ALL : WinogradLinesOfFive.ALL, window);
  }

  /**
   * Tiles of some rows.
   *
   * @param seen [tiles, positions, inputs]
   * @param made [tiles, positions, outputs]
   */
  record Block(
      int numTiles, INDArray seen, INDArray made, FloatBuffer seenMemory, FloatBuffer madeMemory) {}

  /** Memory for rows [row, endRow) of tiles, which is the last block's too. */
  Block block(Tiling tiling, int row, int endRow) {
    int numTiles = (endRow - row) * tiling.tilesAcross();
    INDArray in = seen.array(numTiles, numPositions, tiling.input().channels());
    INDArray out = made.array(numTiles, numPositions, tiling.output().channels());
    return new Block(numTiles, in, out, Floats.buffer(in), Floats.buffer(out));
  }

  /** Memory for the gradients of transformed filters. */
  INDArray filterSums(Tiling tiling) {
    return filters.array(numPositions, tiling.input().channels(), tiling.output().channels());
  }

  private float[] pixels(int length) {
    pixels = pixels.length < length ? new float[length] : pixels;
    return pixels;
  }

  private float[] tiles(int length) {
    tiles = tiles.length < length ? new float[length] : tiles;
    return tiles;
  }

  private float[] sums(int length) {
    sums = sums.length < length ? new float[length] : sums;
    return sums;
  }

  void readTiles(FloatBuffer from, Tiling tiling, int row, int endRow, FloatBuffer to) {
    Extent input = tiling.input();
    int channels = input.channels();
    int rowLength = tiling.seenWidth() * channels;
    int tileLength = numPositions * channels;
    int tilesLength = tiling.tilesAcross() * tileLength;
    float[] image = pixels(tiling.side() * rowLength);
    float[] transformed = tiles(tilesLength);
    WinogradTransform transform = loops.input(rowLength, channels);
    for (int r = row; r < endRow; r++) {
      for (int i = 0; i < tiling.side(); i++) {
        int y = tiling.top(r) + i - tiling.padTop();
        copyRow(from, input, tiling.image(r), y, tiling.padLeft(), image, i * rowLength, rowLength);
      }
      for (int tile = 0; tile < tiling.tilesAcross(); tile++) {
        transform.run(image, tile * 4 * channels, transformed, tile * tileLength);
      }
      to.put((r - row) * tilesLength, transformed, 0, tilesLength);
    }
  }

  void readGradients(FloatBuffer from, Tiling tiling, int row, int endRow, FloatBuffer to) {
    Extent output = tiling.output();
    int channels = output.channels();
    int rowLength = tiling.tilesAcross() * 4 * channels;
    int tileLength = numPositions * channels;
    int tilesLength = tiling.tilesAcross() * tileLength;
    float[] image = pixels(4 * rowLength);
    float[] transformed = tiles(tilesLength);
    WinogradTransform transform = loops.outputGradient(rowLength, channels);
    for (int r = row; r < endRow; r++) {
      for (int i = 0; i < 4; i++) {
        int y = tiling.top(r) + i;
        copyRow(from, output, tiling.image(r), y, 0, image, i * rowLength, rowLength);
      }
      for (int tile = 0; tile < tiling.tilesAcross(); tile++) {
        transform.run(image, tile * 4 * channels, transformed, tile * tileLength);
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
    int tileLength = numPositions * channels;
    int tilesLength = tiling.tilesAcross() * tileLength;
    float[] image = pixels(4 * rowLength);
    float[] transformed = tiles(tilesLength);
    WinogradTransform transform = loops.output(rowLength, channels);
    for (int r = row; r < endRow; r++) {
      from.get((r - row) * tilesLength, transformed, 0, tilesLength);
      for (int tile = 0; tile < tiling.tilesAcross(); tile++) {
        transform.run(transformed, tile * tileLength, image, tile * 4 * channels);
      }
      for (int i = 0; i < Math.min(4, output.height() - tiling.top(r)); i++) {
        int at = output.row(tiling.image(r), tiling.top(r) + i);
        to.put(at, image, i * rowLength, output.rowLength());
      }
    }
  }

  /**
   * Adds the gradients of what tiles saw, which overlap, and writes rows of pixels that are
   * complete. To be called for all rows of tiles in their order.
   */
  void addTiles(FloatBuffer from, Tiling tiling, int row, int endRow, FloatBuffer to) {
    Extent input = tiling.input();
    int channels = input.channels();
    int rowLength = tiling.seenWidth() * channels;
    int tileLength = numPositions * channels;
    int tilesLength = tiling.tilesAcross() * tileLength;
    float[] image = sums(tiling.side() * rowLength);
    float[] transformed = tiles(tilesLength);
    float[] tile = pixels(tileLength);
    WinogradTransform transform = loops.inputGradient(channels);
    for (int r = row; r < endRow; r++) {
      int kept = tiling.isFirstOfImage(r) ? 0 : (window - 1) * rowLength;
      System.arraycopy(image, 4 * rowLength, image, 0, kept);
      Arrays.fill(image, kept, tiling.side() * rowLength, 0);
      from.get((r - row) * tilesLength, transformed, 0, tilesLength);
      for (int t = 0; t < tiling.tilesAcross(); t++) {
        transform.run(transformed, t * tileLength, tile, 0);
        for (int i = 0; i < tiling.side(); i++) {
          int length = tiling.side() * channels;
          WinogradLines.add(tile, i * length, image, i * rowLength + t * 4 * channels, length);
        }
      }
      int numComplete = tiling.isLastOfImage(r) ? tiling.side() : 4;
      for (int i = 0; i < numComplete; i++) {
        int y = tiling.top(r) + i - tiling.padTop();
        if (y >= 0 && y < input.height()) {
          int left = tiling.padLeft() * channels;
          to.put(input.row(tiling.image(r), y), image, i * rowLength + left, input.rowLength());
        }
      }
    }
  }

  /**
   * Filters [outputs, inputs, r, r] transformed to [positions, inputs, outputs].
   *
   * @param isTurned whether inputs and outputs change places
   */
  INDArray filters(INDArray weights, boolean isTurned) {
    long outputs = weights.size(isTurned ? 1 : 0);
    long inputs = weights.size(isTurned ? 0 : 1);
    int area = window * window;
    INDArray planes = this.weights.array(area, inputs, outputs);
    FilterPlanes.read(weights, isTurned, planes);
    INDArray result = filters.array(numPositions, inputs, outputs);
    int width = (int) outputs;
    int plane = Math.toIntExact(inputs * outputs);
    float[] weightsOfRow = pixels(area * width);
    float[] tilesOfRow = tiles(numPositions * width);
    FloatBuffer from = Floats.buffer(planes);
    FloatBuffer to = Floats.buffer(result);
    WinogradTransform transform = loops.filters(width);
    for (int input = 0; input < inputs; input++) {
      for (int p = 0; p < area; p++) {
        from.get(p * plane + input * width, weightsOfRow, p * width, width);
      }
      transform.run(weightsOfRow, 0, tilesOfRow, 0);
      for (int p = 0; p < numPositions; p++) {
        to.put(p * plane + input * width, tilesOfRow, p * width, width);
      }
    }
    return result;
  }

  void filterGradient(INDArray sums, INDArray weights) {
    int inputs = (int) sums.size(1);
    int width = (int) sums.size(2);
    int plane = inputs * width;
    int area = window * window;
    INDArray planes = this.weights.array(area, inputs, width);
    float[] weightsOfRow = pixels(area * width);
    float[] tilesOfRow = tiles(numPositions * width);
    FloatBuffer from = Floats.buffer(sums);
    FloatBuffer to = Floats.buffer(planes);
    WinogradTransform transform = loops.filterGradient(width);
    for (int input = 0; input < inputs; input++) {
      for (int p = 0; p < numPositions; p++) {
        from.get(p * plane + input * width, tilesOfRow, p * width, width);
      }
      transform.run(tilesOfRow, 0, weightsOfRow, 0);
      for (int p = 0; p < area; p++) {
        to.put(p * plane + input * width, weightsOfRow, p * width, width);
      }
    }
    FilterPlanes.write(planes, weights);
  }
}
