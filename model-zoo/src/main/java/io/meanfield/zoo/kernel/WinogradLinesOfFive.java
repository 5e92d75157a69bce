package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.WinogradLines.load;

import io.meanfield.zoo.kernel.WinogradLines.Walk;
import jdk.incubator.vector.FloatVector;

/** F(4, 5): lines of 8 pixels, by the points 0, 1, -1, 2, -2, 1/2 and -1/2. */
final class WinogradLinesOfFive {
  static final WinogradLines ALL =
      new WinogradLines(
          WinogradLinesOfFive::input,
          WinogradLinesOfFive::inputGradient,
          WinogradLinesOfFive::output,
          WinogradLinesOfFive::outputGradient,
          WinogradLinesOfFive::filters,
          WinogradLinesOfFive::filterGradient);

  private WinogradLinesOfFive() {}

  /** Two loops, because C2 stops inlining in the middle of one with all of it. */
  private static void input(float[] d, int at, float[] o, int start, Walk walk) {
    inputEnds(d, at, o, start, walk);
    inputMiddle(d, at, o, start, walk);
  }

  private static void inputEnds(float[] d, int at, float[] o, int start, Walk walk) {
    int step = walk.step();
    int stride = walk.stride();
    for (int k = 0; k < walk.count(); k++) {
      int from = at + k * walk.next();
      int to = start + k * walk.nextResult();
      FloatVector d1 = load(d, from + step);
      FloatVector d2 = load(d, from + 2 * step);
      FloatVector d3 = load(d, from + 3 * step);
      FloatVector d4 = load(d, from + 4 * step);
      FloatVector d5 = load(d, from + 5 * step);
      FloatVector d6 = load(d, from + 6 * step);
      FloatVector d7 = load(d, from + 7 * step);
      load(d, from).sub(d6).add(d4.sub(d2).mul(5.25f)).intoArray(o, to);
      d7.sub(d1).add(d3.sub(d5).mul(5.25f)).intoArray(o, to + 7 * stride);
    }
  }

  private static void inputMiddle(float[] d, int at, float[] o, int start, Walk walk) {
    int step = walk.step();
    int stride = walk.stride();
    for (int k = 0; k < walk.count(); k++) {
      int from = at + k * walk.next();
      int to = start + k * walk.nextResult();
      FloatVector d1 = load(d, from + step);
      FloatVector d2 = load(d, from + 2 * step);
      FloatVector d3 = load(d, from + 3 * step);
      FloatVector d4 = load(d, from + 4 * step);
      FloatVector d5 = load(d, from + 5 * step);
      FloatVector d6 = load(d, from + 6 * step);
      FloatVector even = d2.sub(d4.mul(4.25f)).add(d6);
      FloatVector odd = d1.sub(d3.mul(4.25f)).add(d5);
      even.add(odd).intoArray(o, to + stride);
      even.sub(odd).intoArray(o, to + 2 * stride);
      FloatVector middle = d3.mul(2.5f);
      FloatVector quarters = d2.mul(0.25f).sub(d4.mul(1.25f)).add(d6);
      FloatVector halves = d1.mul(0.5f).sub(middle).add(d5.mul(2));
      quarters.add(halves).intoArray(o, to + 3 * stride);
      quarters.sub(halves).intoArray(o, to + 4 * stride);
      FloatVector fours = d2.mul(4).sub(d4.mul(5)).add(d6);
      FloatVector twos = d1.mul(2).sub(middle).add(d5.mul(0.5f));
      fours.add(twos).intoArray(o, to + 5 * stride);
      fours.sub(twos).intoArray(o, to + 6 * stride);
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
      FloatVector u6 = load(u, from + 6 * step);
      FloatVector u7 = load(u, from + 7 * step);
      FloatVector sum1 = u1.add(u2);
      FloatVector sum2 = u3.add(u4);
      FloatVector sum3 = u5.add(u6);
      u0.intoArray(o, to);
      sum1.add(sum2.mul(0.25f)).add(sum3.mul(4)).sub(u0.mul(5.25f)).intoArray(o, to + 2 * stride);
      u0.mul(5.25f)
          .sub(sum1.mul(4.25f))
          .sub(sum2.mul(1.25f))
          .sub(sum3.mul(5))
          .intoArray(o, to + 4 * stride);
      sum1.add(sum2).add(sum3).sub(u0).intoArray(o, to + 6 * stride);
      FloatVector difference1 = u1.sub(u2);
      FloatVector difference2 = u3.sub(u4);
      FloatVector difference3 = u5.sub(u6);
      difference1
          .add(difference2.mul(0.5f))
          .add(difference3.mul(2))
          .sub(u7)
          .intoArray(o, to + stride);
      u7.mul(5.25f)
          .sub(difference1.mul(4.25f))
          .sub(difference2.add(difference3).mul(2.5f))
          .intoArray(o, to + 3 * stride);
      difference1
          .add(difference2.mul(2))
          .add(difference3.mul(0.5f))
          .sub(u7.mul(5.25f))
          .intoArray(o, to + 5 * stride);
      u7.intoArray(o, to + 7 * stride);
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
      FloatVector m5 = load(m, from + 5 * step);
      FloatVector m6 = load(m, from + 6 * step);
      FloatVector sum1 = m1.add(m2);
      FloatVector sum2 = m3.add(m4);
      FloatVector sum3 = m5.add(m6);
      load(m, from).add(sum1).add(sum2).add(sum3).intoArray(o, to);
      sum1.add(sum2.mul(4)).add(sum3.mul(0.25f)).intoArray(o, to + 2 * stride);
      FloatVector difference1 = m1.sub(m2);
      FloatVector difference2 = m3.sub(m4);
      FloatVector difference3 = m5.sub(m6);
      difference1.add(difference2.mul(2)).add(difference3.mul(0.5f)).intoArray(o, to + stride);
      difference1
          .add(difference2.mul(8))
          .add(difference3.mul(0.125f))
          .add(load(m, from + 7 * step))
          .intoArray(o, to + 3 * stride);
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
      FloatVector fours = y0.add(y2.mul(4));
      FloatVector twos = y1.mul(2).add(y3.mul(8));
      FloatVector quarters = y0.add(y2.mul(0.25f));
      FloatVector halves = y1.mul(0.5f).add(y3.mul(0.125f));
      y0.intoArray(o, to);
      even.add(odd).intoArray(o, to + stride);
      even.sub(odd).intoArray(o, to + 2 * stride);
      fours.add(twos).intoArray(o, to + 3 * stride);
      fours.sub(twos).intoArray(o, to + 4 * stride);
      quarters.add(halves).intoArray(o, to + 5 * stride);
      quarters.sub(halves).intoArray(o, to + 6 * stride);
      y3.intoArray(o, to + 7 * stride);
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
      FloatVector g3 = load(g, from + 3 * step);
      FloatVector g4 = load(g, from + 4 * step);
      FloatVector even = g0.add(g2).add(g4).mul(-2f / 9);
      FloatVector odd = g1.add(g3).mul(-2f / 9);
      FloatVector fours = g0.add(g2.mul(4)).add(g4.mul(16)).mul(1f / 90);
      FloatVector twos = g1.add(g3.mul(4)).mul(1f / 45);
      FloatVector quarters = g0.mul(16).add(g2.mul(4)).add(g4).mul(2f / 45);
      FloatVector halves = g1.mul(4).add(g3).mul(4f / 45);
      g0.intoArray(o, to);
      even.add(odd).intoArray(o, to + stride);
      even.sub(odd).intoArray(o, to + 2 * stride);
      fours.add(twos).intoArray(o, to + 3 * stride);
      fours.sub(twos).intoArray(o, to + 4 * stride);
      quarters.add(halves).intoArray(o, to + 5 * stride);
      quarters.sub(halves).intoArray(o, to + 6 * stride);
      g4.intoArray(o, to + 7 * stride);
    }
  }

  private static void filterGradient(float[] u, int at, float[] o, int start, Walk walk) {
    int step = walk.step();
    int stride = walk.stride();
    for (int k = 0; k < walk.count(); k++) {
      int from = at + k * walk.next();
      int to = start + k * walk.nextResult();
      FloatVector u1 = load(u, from + step);
      FloatVector u2 = load(u, from + 2 * step);
      FloatVector u3 = load(u, from + 3 * step);
      FloatVector u4 = load(u, from + 4 * step);
      FloatVector u5 = load(u, from + 5 * step);
      FloatVector u6 = load(u, from + 6 * step);
      FloatVector sum1 = u1.add(u2).mul(-2f / 9);
      FloatVector sum2 = u3.add(u4).mul(1f / 90);
      FloatVector sum3 = u5.add(u6).mul(2f / 45);
      load(u, from).add(sum1).add(sum2).add(sum3.mul(16)).intoArray(o, to);
      sum1.add(sum2.add(sum3).mul(4)).intoArray(o, to + 2 * stride);
      FloatVector u7 = load(u, from + 7 * step);
      sum1.add(sum2.mul(16)).add(sum3).add(u7).intoArray(o, to + 4 * stride);
      FloatVector difference1 = u1.sub(u2).mul(-2f / 9);
      FloatVector difference2 = u3.sub(u4).mul(1f / 45);
      FloatVector difference3 = u5.sub(u6).mul(4f / 45);
      difference1.add(difference2).add(difference3.mul(4)).intoArray(o, to + stride);
      difference1.add(difference2.mul(4)).add(difference3).intoArray(o, to + 3 * stride);
    }
  }
}
