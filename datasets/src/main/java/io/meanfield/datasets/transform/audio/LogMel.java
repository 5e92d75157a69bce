package io.meanfield.datasets.transform.audio;

import java.io.Serializable;

/**
 * Log-mel spectrograms of clips of one length. Frames lie wholly inside the clip, one each hop.
 *
 * @param sampleRate samples a second, to which sound of other rates is resampled
 * @param numSamples of a clip
 * @param windowSamples of a frame
 * @param hopSamples from one frame to the next
 * @param numBands of the mel scale, from 0 to half the sample rate
 */
public record LogMel(
    int sampleRate, int numSamples, int windowSamples, int hopSamples, int numBands)
    implements Serializable {
  private static final int MAX_SAMPLES = 1 << 24;
  private static final int MAX_NUMBERS = 1 << 24;

  /**
   * @throws IllegalArgumentException if there is no such spectrogram, or only a huge one
   */
  public LogMel {
    if (numSamples < 1 || numSamples > MAX_SAMPLES) {
      throw new IllegalArgumentException(
          "expected clips of 1 to %d samples, found %d".formatted(MAX_SAMPLES, numSamples));
    }
    if (windowSamples < 2 || windowSamples > numSamples) {
      throw new IllegalArgumentException(
          "expected a window of at least 2 samples, and not longer than the clip of %d, found %d"
              .formatted(numSamples, windowSamples));
    }
    if (hopSamples < 1) {
      throw new IllegalArgumentException(
          "expected a hop of at least 1 sample, found " + hopSamples);
    }
    MelBands.require(numBands, sampleRate, spectrumSize(windowSamples));
    long numNumbers = (long) numFrames(numSamples, windowSamples, hopSamples) * numBands;
    if (numNumbers > MAX_NUMBERS) {
      throw new IllegalArgumentException(
          "expected at most %d numbers of a spectrogram, found %d: take a longer hop or shorter clips"
              .formatted(MAX_NUMBERS, numNumbers));
    }
  }

  public int numFrames() {
    return numFrames(numSamples, windowSamples, hopSamples);
  }

  /** Frames are filled up with zeros to a power of two, of which spectra are fast. */
  int spectrumSize() {
    return spectrumSize(windowSamples);
  }

  private static int numFrames(int numSamples, int windowSamples, int hopSamples) {
    return 1 + (numSamples - windowSamples) / hopSamples;
  }

  private static int spectrumSize(int windowSamples) {
    return Integer.highestOneBit(windowSamples - 1) << 1;
  }
}
