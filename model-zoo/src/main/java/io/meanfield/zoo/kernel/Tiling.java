package io.meanfield.zoo.kernel;

/**
 * How images are cut into tiles of 4 x 4 outputs, each of which sees some pixels more than that of
 * the inputs: in rows of tiles, some rows at a time.
 *
 * @param window of the convolution, pixels down and across
 * @param padTop pixels above the input
 * @param padLeft pixels left of the input
 */
record Tiling(Extent input, Extent output, int window, int padTop, int padLeft) {
  /** Tiles a block aims at: products of so many rows run at full speed and stay in the caches. */
  private static final int TILES_OF_BLOCK = 64;

  /** Of images whose channels lie together. */
  record Extent(int images, int height, int width, int channels) {
    int rowLength() {
      return width * channels;
    }

    /** Where a row of pixels begins, in floats. */
    int row(int image, int y) {
      return (image * height + y) * rowLength();
    }
  }

  int tilesAcross() {
    return (output.width() + 3) / 4;
  }

  private int tilesDown() {
    return (output.height() + 3) / 4;
  }

  /** Rows of tiles over all images. */
  int numRows() {
    return input.images() * tilesDown();
  }

  int rowsOfBlock() {
    return Math.min(numRows(), Math.max(1, TILES_OF_BLOCK / tilesAcross()));
  }

  int image(int tileRow) {
    return tileRow / tilesDown();
  }

  /** The first row of outputs that a row of tiles makes. */
  int top(int tileRow) {
    return tileRow % tilesDown() * 4;
  }

  boolean isFirstOfImage(int tileRow) {
    return tileRow % tilesDown() == 0;
  }

  boolean isLastOfImage(int tileRow) {
    return isFirstOfImage(tileRow + 1);
  }

  /** Pixels that a tile sees, down and across. */
  int side() {
    return 3 + window;
  }

  /** Pixels across that the tiles of a row see. */
  int seenWidth() {
    return tilesAcross() * 4 + window - 1;
  }
}
