package io.meanfield.zoo.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The transforms of Winograd's F(4 x 4, 3 x 3) of Lavin and Gray 2016, section 4.2, and their
 * transposes, each a one-dimensional transform over the columns of a tile and then over its rows.
 * Channels lie together and are transformed many at once. Of one thread.
 */
final class WinogradLoops {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /** How many channels are transformed at once. */
  static final int LANES = SPECIES.length();

  private final float[] tile = new float[36 * LANES];

  /**
   * B' d B of a tile of 6 x 6 pixels.
   *
   * @param from where the tile begins
   * @param rowLength from a pixel to the one below, in floats
   * @param to where 36 times numChannels floats go
   */
  void input(float[] pixels, int from, int rowLength, float[] result, int to, int numChannels) {
    for (int c = 0; c < numChannels; c += LANES) {
      for (int j = 0; j < 6; j++) {
        inputLine(pixels, from + j * numChannels + c, rowLength, tile, j * LANES, 6 * LANES);
      }
      for (int i = 0; i < 6; i++) {
        inputLine(tile, i * 6 * LANES, LANES, result, to + i * 6 * numChannels + c, numChannels);
      }
    }
  }

  private static void inputLine(float[] d, int from, int step, float[] o, int to, int stride) {
    FloatVector d0 = load(d, from);
    FloatVector d1 = load(d, from + step);
    FloatVector d2 = load(d, from + 2 * step);
    FloatVector d3 = load(d, from + 3 * step);
    FloatVector d4 = load(d, from + 4 * step);
    FloatVector d5 = load(d, from + 5 * step);
    FloatVector even = d4.sub(d2.mul(4));
    FloatVector odd = d3.sub(d1.mul(4));
    FloatVector evens = d4.sub(d2);
    FloatVector odds = d3.sub(d1).mul(2);
    even.sub(d2).add(d0.mul(4)).intoArray(o, to);
    even.add(odd).intoArray(o, to + stride);
    even.sub(odd).intoArray(o, to + 2 * stride);
    evens.add(odds).intoArray(o, to + 3 * stride);
    evens.sub(odds).intoArray(o, to + 4 * stride);
    d1.mul(4).sub(d3.mul(5)).add(d5).intoArray(o, to + 5 * stride);
  }

  /**
   * A' m A of a tile of 6 x 6, giving 4 x 4 pixels.
   *
   * @param rowLength from a pixel to the one below, in floats
   */
  void output(float[] tiles, int from, float[] pixels, int to, int rowLength, int numChannels) {
    for (int c = 0; c < numChannels; c += LANES) {
      for (int j = 0; j < 6; j++) {
        outputLine(tiles, from + j * numChannels + c, 6 * numChannels, tile, j * LANES, 6 * LANES);
      }
      for (int i = 0; i < 4; i++) {
        outputLine(tile, i * 6 * LANES, LANES, pixels, to + i * rowLength + c, numChannels);
      }
    }
  }

  private static void outputLine(float[] m, int from, int step, float[] o, int to, int stride) {
    FloatVector m1 = load(m, from + step);
    FloatVector m2 = load(m, from + 2 * step);
    FloatVector m3 = load(m, from + 3 * step);
    FloatVector m4 = load(m, from + 4 * step);
    FloatVector sum1 = m1.add(m2);
    FloatVector difference1 = m1.sub(m2);
    FloatVector sum2 = m3.add(m4);
    FloatVector difference2 = m3.sub(m4);
    load(m, from).add(sum1).add(sum2).intoArray(o, to);
    difference1.add(difference2.mul(2)).intoArray(o, to + stride);
    sum1.add(sum2.mul(4)).intoArray(o, to + 2 * stride);
    FloatVector m5 = load(m, from + 5 * step);
    difference1.add(difference2.mul(8)).add(m5).intoArray(o, to + 3 * stride);
  }

  /** A y A' of a tile of 4 x 4 pixels of a gradient, giving 6 x 6: the transpose of output. */
  void outputGradient(
      float[] pixels, int from, int rowLength, float[] result, int to, int numChannels) {
    for (int c = 0; c < numChannels; c += LANES) {
      for (int j = 0; j < 4; j++) {
        outputGradientLine(
            pixels, from + j * numChannels + c, rowLength, tile, j * LANES, 4 * LANES);
      }
      for (int i = 0; i < 6; i++) {
        outputGradientLine(
            tile, i * 4 * LANES, LANES, result, to + i * 6 * numChannels + c, numChannels);
      }
    }
  }

  private static void outputGradientLine(
      float[] y, int from, int step, float[] o, int to, int stride) {
    FloatVector y0 = load(y, from);
    FloatVector y1 = load(y, from + step);
    FloatVector y2 = load(y, from + 2 * step);
    FloatVector y3 = load(y, from + 3 * step);
    FloatVector even = y0.add(y2);
    FloatVector odd = y1.add(y3);
    FloatVector evens = y0.add(y2.mul(4));
    FloatVector odds = y1.mul(2).add(y3.mul(8));
    y0.intoArray(o, to);
    even.add(odd).intoArray(o, to + stride);
    even.sub(odd).intoArray(o, to + 2 * stride);
    evens.add(odds).intoArray(o, to + 3 * stride);
    evens.sub(odds).intoArray(o, to + 4 * stride);
    y3.intoArray(o, to + 5 * stride);
  }

  /**
   * G g G' of filters of 3 x 3, giving 6 x 6.
   *
   * @param plane from one of the 9 weights to the next, in floats
   * @param step from one of the 36 results to the next, in floats
   */
  void filters(float[] weights, int from, int plane, float[] result, int to, int step) {
    for (int j = 0; j < 3; j++) {
      filtersLine(weights, from + j * plane, 3 * plane, tile, j * LANES, 3 * LANES);
    }
    for (int i = 0; i < 6; i++) {
      filtersLine(tile, i * 3 * LANES, LANES, result, to + i * 6 * step, step);
    }
  }

  private static void filtersLine(float[] g, int from, int step, float[] o, int to, int stride) {
    FloatVector g0 = load(g, from);
    FloatVector g1 = load(g, from + step);
    FloatVector g2 = load(g, from + 2 * step);
    FloatVector ends = g0.add(g2).mul(-1f / 6);
    FloatVector middle = g1.mul(1f / 6);
    FloatVector slope = g0.mul(1f / 24).add(g2.mul(1f / 6));
    FloatVector half = g1.mul(1f / 12);
    g0.mul(0.25f).intoArray(o, to);
    ends.sub(middle).intoArray(o, to + stride);
    ends.add(middle).intoArray(o, to + 2 * stride);
    slope.add(half).intoArray(o, to + 3 * stride);
    slope.sub(half).intoArray(o, to + 4 * stride);
    g2.intoArray(o, to + 5 * stride);
  }

  /** G' u G of gradients of 6 x 6, giving those of 3 x 3: the transpose of filters. */
  void filterGradient(float[] tiles, int from, int step, float[] result, int to, int plane) {
    for (int j = 0; j < 6; j++) {
      filterGradientLine(tiles, from + j * step, 6 * step, tile, j * LANES, 6 * LANES);
    }
    for (int i = 0; i < 3; i++) {
      filterGradientLine(tile, i * 6 * LANES, LANES, result, to + i * 3 * plane, plane);
    }
  }

  private static void filterGradientLine(
      float[] u, int from, int step, float[] o, int to, int stride) {
    FloatVector u0 = load(u, from);
    FloatVector u1 = load(u, from + step);
    FloatVector u2 = load(u, from + 2 * step);
    FloatVector u3 = load(u, from + 3 * step);
    FloatVector u4 = load(u, from + 4 * step);
    FloatVector u5 = load(u, from + 5 * step);
    FloatVector sum1 = u1.add(u2).mul(1f / 6);
    FloatVector sum2 = u3.add(u4);
    FloatVector slopes = u2.sub(u1).mul(1f / 6);
    FloatVector halves = u3.sub(u4).mul(1f / 12);
    u0.mul(0.25f).sub(sum1).add(sum2.mul(1f / 24)).intoArray(o, to);
    slopes.add(halves).intoArray(o, to + stride);
    sum2.mul(1f / 6).sub(sum1).add(u5).intoArray(o, to + 2 * stride);
  }

  private static FloatVector load(float[] values, int from) {
    return FloatVector.fromArray(SPECIES, values, from);
  }
}
