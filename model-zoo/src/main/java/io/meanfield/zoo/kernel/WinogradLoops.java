package io.meanfield.zoo.kernel;

import io.meanfield.zoo.kernel.WinogradLines.Lines;
import io.meanfield.zoo.kernel.WinogradTransform.Square;

/**
 * The transforms of Winograd's F(4 x 4, r x r) of Lavin and Gray 2016, section 4.2, and their
 * transposes. Row lengths are from a pixel to the one below, in floats; other squares are dense.
 * The last ones are kept. Of one thread.
 */
final class WinogradLoops {
  private static final int OUTPUTS = 4;

  private enum Kind {
    INPUT,
    INPUT_GRADIENT,
    OUTPUT,
    OUTPUT_GRADIENT,
    FILTERS,
    FILTER_GRADIENT
  }

  private final WinogradLines lines;
  private final int window;
  private final int side;
  private final float[] between;
  private final WinogradTransform[] last = new WinogradTransform[Kind.values().length];

  /**
   * @param window r
   */
  WinogradLoops(WinogradLines lines, int window) {
    this.lines = lines;
    this.window = window;
    this.side = OUTPUTS - 1 + window;
    this.between = new float[side * side * WinogradLines.LANES];
  }

  /** B' d B of a tile of pixels. */
  WinogradTransform input(int rowLength, int numChannels) {
    Square pixels = new Square(side, rowLength);
    return of(Kind.INPUT, lines.input(), pixels, positions(numChannels), numChannels);
  }

  /** B u B' of the gradients of a transformed tile, giving pixels: the transpose of input. */
  WinogradTransform inputGradient(int numChannels) {
    Square tile = positions(numChannels);
    return of(Kind.INPUT_GRADIENT, lines.inputGradient(), tile, tile, numChannels);
  }

  /** A' m A of a transformed tile, giving 4 x 4 pixels. */
  WinogradTransform output(int rowLength, int numChannels) {
    Square pixels = new Square(OUTPUTS, rowLength);
    return of(Kind.OUTPUT, lines.output(), positions(numChannels), pixels, numChannels);
  }

  /** A y A' of a tile of 4 x 4 pixels of a gradient: the transpose of output. */
  WinogradTransform outputGradient(int rowLength, int numChannels) {
    Square pixels = new Square(OUTPUTS, rowLength);
    Square tile = positions(numChannels);
    return of(Kind.OUTPUT_GRADIENT, lines.outputGradient(), pixels, tile, numChannels);
  }

  /** G g G' of filters. */
  WinogradTransform filters(int numChannels) {
    Square weights = Square.dense(window, numChannels);
    return of(Kind.FILTERS, lines.filters(), weights, positions(numChannels), numChannels);
  }

  /** G' u G of gradients of transformed filters: the transpose of filters. */
  WinogradTransform filterGradient(int numChannels) {
    Square weights = Square.dense(window, numChannels);
    Square tile = positions(numChannels);
    return of(Kind.FILTER_GRADIENT, lines.filterGradient(), tile, weights, numChannels);
  }

  private Square positions(int numChannels) {
    return Square.dense(side, numChannels);
  }

  private WinogradTransform of(
      Kind kind, Lines transformed, Square from, Square to, int numChannels) {
    WinogradTransform known = last[kind.ordinal()];
    if (known == null || !known.isOf(from, to, numChannels)) {
      known = new WinogradTransform(transformed, from, to, numChannels, between);
      last[kind.ordinal()] = known;
    }
    return known;
  }
}
