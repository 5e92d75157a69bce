package io.meanfield.zoo.kernel;

import io.meanfield.zoo.kernel.WinogradLines.Lines;
import io.meanfield.zoo.kernel.WinogradLines.Walk;

/**
 * A transform of a square of numbers, each of many channels that lie together: of its columns and
 * then of its rows. Many channels are transformed at once; the last ones with some before them, if
 * they do not fill a vector. Lines are called through this one place, so that the JVM compiles each
 * kind by itself (see {@link Passes}). Of one thread.
 */
final class WinogradTransform {
  private static final int LANES = WinogradLines.LANES;

  private final Lines lines;
  private final Square source;
  private final Square target;
  private final Walk columns;
  private final Walk rows;
  private final int numChannels;
  private final float[] between;

  /**
   * @param side numbers in a row and rows
   * @param rowLength from one row to the next, in floats
   */
  record Square(int side, int rowLength) {
    static Square dense(int side, int numChannels) {
      return new Square(side, side * numChannels);
    }
  }

  /**
   * @param numChannels at least as many as are transformed at once
   * @param between memory for LANES squares of the larger side
   */
  WinogradTransform(Lines lines, Square from, Square to, int numChannels, float[] between) {
    int row = from.side * LANES;
    this.lines = lines;
    this.source = from;
    this.target = to;
    this.columns = new Walk(from.side, from.rowLength, numChannels, row, LANES);
    this.rows = new Walk(to.side, LANES, row, numChannels, to.rowLength);
    this.numChannels = numChannels;
    this.between = between;
  }

  /** Whether it transforms such squares. */
  boolean isOf(Square from, Square to, int channels) {
    return source.equals(from) && target.equals(to) && numChannels == channels;
  }

  /**
   * @param at where the square begins
   * @param start where the result begins
   */
  void run(float[] from, int at, float[] to, int start) {
    for (int c = 0; c < numChannels; c = next(c)) {
      lines.over(from, at + c, between, 0, columns);
      lines.over(between, 0, to, start + c, rows);
    }
  }

  private int next(int c) {
    return c + LANES == numChannels ? numChannels : Math.min(c + LANES, numChannels - LANES);
  }
}
