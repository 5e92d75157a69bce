package io.meanfield.datasets.transform.audio;

/**
 * Makes log-mel spectrograms: of the energy E of a frame in a band, the natural logarithm of max(E,
 * 1e-8). Energies are sums over {@link MelBands} of {@link PowerSpectra}. The floor is about what
 * rounding to 16 bits leaves of silence. Used by one thread.
 */
public final class Spectrograms {
  private static final double FLOOR = 1e-8;

  private final LogMel logMel;
  private final PowerSpectra spectra;
  private final MelBands bands;
  private final double[][] powers; // [2][frequencies]
  private Resampler resampler; // of the last sound's rate

  public Spectrograms(LogMel logMel) {
    this.logMel = logMel;
    this.spectra = new PowerSpectra(logMel.windowSamples(), logMel.spectrumSize());
    this.bands = new MelBands(logMel.numBands(), logMel.sampleRate(), logMel.spectrumSize());
    this.powers = new double[2][1 + logMel.spectrumSize() / 2];
    this.resampler = new Resampler(logMel.sampleRate(), logMel.sampleRate());
  }

  /**
   * The spectrogram of the middle of a sound, or of all of it between as much silence before as
   * after.
   *
   * @param sampleRate of the samples
   * @return [frames, bands]
   */
  public float[] of(float[] samples, int sampleRate) {
    float[] clip = clip(samples, sampleRate);
    int numFrames = logMel.numFrames();
    float[] spectrogram = new float[numFrames * bands.size()];
    for (int frame = 0; frame < numFrames; frame += 2) {
      int next = Math.min(frame + 1, numFrames - 1);
      spectra.compute(clip, frame * logMel.hopSamples(), next * logMel.hopSamples(), powers);
      putLogarithms(powers[0], spectrogram, frame * bands.size());
      putLogarithms(powers[1], spectrogram, next * bands.size());
    }
    return spectrogram;
  }

  private float[] clip(float[] samples, int sampleRate) {
    if (resampler.from() != sampleRate) {
      resampler = new Resampler(sampleRate, logMel.sampleRate());
    }
    float[] clip = new float[logMel.numSamples()];
    long length = resampler.length(samples.length);
    int count = (int) Math.min(length, clip.length);
    resampler.resample(samples, (length - count) / 2, clip, (clip.length - count) / 2, count);
    return clip;
  }

  private void putLogarithms(double[] power, float[] spectrogram, int start) {
    for (int band = 0; band < bands.size(); band++) {
      double energy = Math.max(FLOOR, bands.energy(band, power));
      spectrogram[start + band] = (float) StrictMath.log(energy);
    }
  }
}
