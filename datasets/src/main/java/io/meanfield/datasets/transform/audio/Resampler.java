package io.meanfield.datasets.transform.audio;

import java.math.BigInteger;

/**
 * Sound at another sample rate, by a sinc under a Hann window as in torchaudio's resample: with b =
 * {@value #ROLL_OFF} min(from, to), output n is the sum over inputs j of x(j) h(j / from - n / to),
 * where h(t) is proportional to sinc(b t) cos^2(pi b t / 2 Z) for |b t| below Z = {@value
 * #ZERO_CROSSINGS}. The weights of an output sum to 1. Before and after the sound there is silence.
 *
 * <p>Outputs that are the denominator of the ratio apart have the same weights, which are computed
 * when they are first needed. Sums are of floats in a fixed order. Used by one thread.
 */
final class Resampler {
  private static final double ROLL_OFF = 0.95;
  private static final int ZERO_CROSSINGS = 16;

  private final int from;
  private final int to;
  private final int step; // of inputs to as many outputs as there are phases
  private final double cutoff; // b / from
  private final int reach; // inputs to either side
  private final float[][] phases; // [to / gcd][2 reach], null until needed

  Resampler(int from, int to) {
    int gcd = BigInteger.valueOf(from).gcd(BigInteger.valueOf(to)).intValue();
    this.from = from;
    this.to = to;
    this.step = from / gcd;
    this.cutoff = ROLL_OFF * Math.min(from, to) / from;
    this.reach = (int) Math.ceil(ZERO_CROSSINGS / cutoff);
    this.phases = new float[to / gcd][];
  }

  int from() {
    return from;
  }

  /** How many samples so many become. */
  long length(int numSamples) {
    return ((long) numSamples * to + from - 1) / from;
  }

  /**
   * Some of what the samples become.
   *
   * @param first the first output
   * @param out receives count outputs from outStart
   */
  void resample(float[] samples, long first, float[] out, int outStart, int count) {
    if (from == to) {
      System.arraycopy(samples, (int) first, out, outStart, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      long scaled = (first + i) * step;
      float[] weights = weights((int) (scaled % phases.length));
      int at = (int) (scaled / phases.length) - reach + 1; // the input of the first weight
      int start = Math.max(0, -at);
      int end = Math.min(weights.length, samples.length - at);
      out[outStart + i] = sum(samples, at, weights, start, end);
    }
  }

  /** Four sums side by side, so that additions need not wait for each other. */
  private static float sum(float[] samples, int at, float[] weights, int start, int end) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int k = start;
    for (; k + 3 < end; k += 4) {
      a += weights[k] * samples[at + k];
      b += weights[k + 1] * samples[at + k + 1];
      c += weights[k + 2] * samples[at + k + 2];
      d += weights[k + 3] * samples[at + k + 3];
    }
    for (; k < end; k++) {
      a += weights[k] * samples[at + k];
    }
    return (a + b) + (c + d);
  }

  private float[] weights(int phase) {
    if (phases[phase] == null) {
      double[] exact = new double[2 * reach];
      double sum = 0;
      for (int k = 0; k < exact.length; k++) {
        exact[k] = filter(cutoff * (k - reach + 1 - (double) phase / phases.length));
        sum += exact[k];
      }
      phases[phase] = new float[exact.length];
      for (int k = 0; k < exact.length; k++) {
        phases[phase][k] = (float) (exact[k] / sum);
      }
    }
    return phases[phase];
  }

  private static double filter(double x) {
    if (Math.abs(x) >= ZERO_CROSSINGS) {
      return 0;
    }
    double cos = StrictMath.cos(Math.PI * x / (2 * ZERO_CROSSINGS));
    double sinc = x == 0 ? 1 : StrictMath.sin(Math.PI * x) / (Math.PI * x);
    return sinc * cos * cos;
  }
}
