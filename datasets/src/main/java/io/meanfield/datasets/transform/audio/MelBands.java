package io.meanfield.datasets.transform.audio;

/**
 * Overlapping triangles over the frequencies of a spectrum, whose corners are equally far apart in
 * mel, m(f) = 2595 log10(1 + f / 700) (Young et al., "The HTK Book", eq. 5.13). They are 1 at their
 * middle, linear in hertz, and not normalised by their width: the same as torchaudio's
 * MelSpectrogram with its defaults. Immutable.
 */
final class MelBands {
  private final int[] firsts; // [bands], the first frequency of each
  private final double[][] weights; // [bands][frequencies from its first one]

  /**
   * @param spectrumSize numbers that the spectrum is taken of
   */
  MelBands(int numBands, int sampleRate, int spectrumSize) {
    firsts = new int[numBands];
    weights = new double[numBands][];
    double last = mel(sampleRate / 2.0);
    double hertz = (double) sampleRate / spectrumSize; // between two frequencies
    for (int band = 0; band < numBands; band++) {
      double low = frequency(last * band / (numBands + 1));
      double middle = frequency(last * (band + 1) / (numBands + 1));
      double high = frequency(last * (band + 2) / (numBands + 1));
      firsts[band] = (int) (low / hertz) + 1;
      int end = Math.min(spectrumSize / 2, (int) Math.ceil(high / hertz) - 1);
      weights[band] = new double[Math.max(0, end - firsts[band] + 1)];
      for (int k = 0; k < weights[band].length; k++) {
        double at = (firsts[band] + k) * hertz;
        weights[band][k] = Math.min((at - low) / (middle - low), (high - at) / (high - middle));
      }
    }
  }

  /**
   * @throws IllegalArgumentException unless every band holds a frequency of the spectrum
   */
  static void require(int numBands, int sampleRate, int spectrumSize) {
    if (numBands < 1 || numBands > spectrumSize / 2) {
      throw new IllegalArgumentException(
          "expected 1 to %d mels, as the spectrum has frequencies, found %d"
              .formatted(spectrumSize / 2, numBands));
    }
    double[][] weights = new MelBands(numBands, sampleRate, spectrumSize).weights;
    for (int band = 0; band < numBands; band++) {
      if (weights[band].length == 0) {
        throw new IllegalArgumentException(
            "expected mels that hold a frequency each, found none in the %d. of %d, where the spectrum has one each %.1f Hz: take fewer mels or a longer window"
                .formatted(band + 1, numBands, (double) sampleRate / spectrumSize));
      }
    }
  }

  int size() {
    return firsts.length;
  }

  double energy(int band, double[] power) {
    double sum = 0;
    int first = firsts[band];
    double[] bandWeights = weights[band];
    for (int k = 0; k < bandWeights.length; k++) {
      sum += bandWeights[k] * power[first + k];
    }
    return sum;
  }

  private static double mel(double hertz) {
    return 2595 * StrictMath.log10(1 + hertz / 700);
  }

  private static double frequency(double mel) {
    return 700 * (StrictMath.pow(10, mel / 2595) - 1);
  }
}
