package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.WinogradLines.load;

import io.meanfield.zoo.kernel.WinogradLines.Walk;
import jdk.incubator.vector.FloatVector;

/** F(4, 3): lines of 6 pixels, by the points 0, 1, -1, 2 and -2. */
final class WinogradLinesOfThree {
  static final WinogradLines ALL =
      new WinogradLines(
          WinogradLinesOfThree::input,
          WinogradLinesOfThree::inputGradient,
          WinogradLinesOfThree::output,
          WinogradLinesOfThree::outputGradient,
          WinogradLinesOfThree::filters,
          WinogradLinesOfThree::filterGradient);

  private WinogradLinesOfThree() {}

  private static void input(float[] d, int at, float[] o, int start, Walk walk) {
    int step = walk.step();
    int stride = walk.stride();
    for (int k = 0; k < walk.count(); k++) {
      int from = at + k * walk.next();
      int to = start + k * walk.nextResult();
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
  }

  private static void inputGradient(float[] u, int at, float[] o, int start, Walk walk) {
    int step = walk.step();
    int stride = walk.stride();
    for (int k = 0; k < walk.count(); k++) {
      int from = at + k * walk.next();
      int to = start + k * walk.nextResult();
      FloatVector u0 = load(u, from);
      FloatVector u1 = load(u, from + step);
      FloatVector u2 = load(u, from + 2 * step);
      FloatVector u3 = load(u, from + 3 * step);
      FloatVector u4 = load(u, from + 4 * step);
      FloatVector u5 = load(u, from + 5 * step);
      FloatVector sum1 = u1.add(u2);
      FloatVector difference1 = u1.sub(u2);
      FloatVector sum2 = u3.add(u4);
      FloatVector difference2 = u3.sub(u4).mul(2);
      u0.mul(4).intoArray(o, to);
      u5.sub(difference1).mul(4).sub(difference2).intoArray(o, to + stride);
      u0.mul(-5).sub(sum1.mul(4)).sub(sum2).intoArray(o, to + 2 * stride);
      difference1.add(difference2).sub(u5.mul(5)).intoArray(o, to + 3 * stride);
      u0.add(sum1).add(sum2).intoArray(o, to + 4 * stride);
      u5.intoArray(o, to + 5 * stride);
    }
  }

  private static void output(float[] m, int at, float[] o, int start, Walk walk) {
    int step = walk.step();
    int stride = walk.stride();
    for (int k = 0; k < walk.count(); k++) {
      int from = at + k * walk.next();
      int to = start + k * walk.nextResult();
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
  }

  private static void outputGradient(float[] y, int at, float[] o, int start, Walk walk) {
    int step = walk.step();
    int stride = walk.stride();
    for (int k = 0; k < walk.count(); k++) {
      int from = at + k * walk.next();
      int to = start + k * walk.nextResult();
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
  }

  private static void filters(float[] g, int at, float[] o, int start, Walk walk) {
    int step = walk.step();
    int stride = walk.stride();
    for (int k = 0; k < walk.count(); k++) {
      int from = at + k * walk.next();
      int to = start + k * walk.nextResult();
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
  }

  private static void filterGradient(float[] u, int at, float[] o, int start, Walk walk) {
    int step = walk.step();
    int stride = walk.stride();
    for (int k = 0; k < walk.count(); k++) {
      int from = at + k * walk.next();
      int to = start + k * walk.nextResult();
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
  }
}
