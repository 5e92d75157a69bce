package io.meanfield.datasets.transform.audio;

import java.util.Arrays;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/**
 * Squared magnitudes of the spectra of two frames of real numbers: one is the real and the other
 * the imaginary part of what is transformed, whose spectrum Z they share as (Z(k) + Z*(-k)) / 2 and
 * (Z(k) - Z*(-k)) / 2i (Press et al., "Numerical Recipes", section 12.3). Frames are windowed by
 * 1/2 - cos(2 pi n / N) / 2 first (Hann). Used by one thread.
 */
final class PowerSpectra {
  private final double[] window;
  private final double[][] complex; // [real, imaginary][size]

  /**
   * @param size a power of two, not below that of the window
   */
  PowerSpectra(int windowSamples, int size) {
    window = new double[windowSamples];
    for (int n = 0; n < windowSamples; n++) {
      window[n] = 0.5 - 0.5 * StrictMath.cos(2 * Math.PI * n / windowSamples);
    }
    complex = new double[2][size];
  }

  /**
   * @param first where the first frame starts in the samples, like second
   * @param powers receives [2][1 + size / 2]
   */
  void compute(float[] samples, int first, int second, double[][] powers) {
    int size = complex[0].length;
    for (int n = 0; n < window.length; n++) {
      complex[0][n] = window[n] * samples[first + n];
      complex[1][n] = window[n] * samples[second + n];
    }
    Arrays.fill(complex[0], window.length, size, 0);
    Arrays.fill(complex[1], window.length, size, 0);
    FastFourierTransformer.transformInPlace(
        complex, DftNormalization.STANDARD, TransformType.FORWARD);
    for (int k = 0; k <= size / 2; k++) {
      int opposite = (size - k) % size;
      double sumOfReal = complex[0][k] + complex[0][opposite];
      double sumOfImaginary = complex[1][k] + complex[1][opposite];
      double realDifference = complex[0][k] - complex[0][opposite];
      double imaginaryDifference = complex[1][k] - complex[1][opposite];
      powers[0][k] = (sumOfReal * sumOfReal + imaginaryDifference * imaginaryDifference) / 4;
      powers[1][k] = (sumOfImaginary * sumOfImaginary + realDifference * realDifference) / 4;
    }
  }
}
