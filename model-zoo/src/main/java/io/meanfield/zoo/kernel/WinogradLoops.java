package io.meanfield.zoo.kernel;

import io.meanfield.zoo.kernel.WinogradTransform.Square;

/**
 * The transforms of Winograd's F(4 x 4, r x r) of Lavin and Gray 2016, section 4.2, and their
 * transposes. Row lengths are from a pixel to the one below, in floats; other squares are dense.
 *
 * @param window r
 * @param between memory for what is between two transforms
 */
record WinogradLoops(WinogradLines lines, int window, float[] between) {
  private static final int OUTPUTS = 4;

  static WinogradLoops of(int window) {
    int side = OUTPUTS - 1 + window;
    return new WinogradLoops(
        window == 3 ? WinogradLinesOfThree.ALL : WinogradLinesOfFive.ALL,
        window,
        new float[side * side * WinogradLines.LANES]);
  }

  /** B' d B of a tile of pixels. */
  WinogradTransform input(int rowLength, int numChannels) {
    return new WinogradTransform(
        lines.input(), new Square(side(), rowLength), positions(numChannels), numChannels, between);
  }

  /** B u B' of the gradients of a transformed tile, giving pixels: the transpose of input. */
  WinogradTransform inputGradient(int numChannels) {
    Square tile = positions(numChannels);
    return new WinogradTransform(lines.inputGradient(), tile, tile, numChannels, between);
  }

  /** A' m A of a transformed tile, giving 4 x 4 pixels. */
  WinogradTransform output(int rowLength, int numChannels) {
    return new WinogradTransform(
        lines.output(),
        positions(numChannels),
        new Square(OUTPUTS, rowLength),
        numChannels,
        between);
  }

  /** A y A' of a tile of 4 x 4 pixels of a gradient: the transpose of output. */
  WinogradTransform outputGradient(int rowLength, int numChannels) {
    return new WinogradTransform(
        lines.outputGradient(),
        new Square(OUTPUTS, rowLength),
        positions(numChannels),
        numChannels,
        between);
  }

  /** G g G' of filters. */
  WinogradTransform filters(int numChannels) {
    Square weights = Square.dense(window, numChannels);
    return new WinogradTransform(
        lines.filters(), weights, positions(numChannels), numChannels, between);
  }

  /** G' u G of gradients of transformed filters: the transpose of filters. */
  WinogradTransform filterGradient(int numChannels) {
    Square weights = Square.dense(window, numChannels);
    return new WinogradTransform(
        lines.filterGradient(), positions(numChannels), weights, numChannels, between);
  }

  /** Pixels that a tile sees, down and across. */
  int side() {
    return OUTPUTS - 1 + window;
  }

  private Square positions(int numChannels) {
    return Square.dense(side(), numChannels);
  }
}
