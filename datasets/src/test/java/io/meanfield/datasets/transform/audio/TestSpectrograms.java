package io.meanfield.datasets.transform.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestSpectrograms {
  private static final float TOLERANCE = 2e-5f;
  private static final float SILENCE = (float) Math.log(1e-8);

  /**
   * Numbers of numpy 2.4, in double precision:
   *
   * <pre>
   * def mel(f): return 2595*np.log10(1+f/700)
   * def hz(m): return 700*(10**(m/2595)-1)
   * w = 0.5 - 0.5*np.cos(2*np.pi*np.arange(200)/200)
   * f = np.arange(129)*8000/256
   * c = hz(np.linspace(0, mel(4000), 10))
   * bank = np.maximum(0, np.minimum((f[:,None]-c[:-2])/(c[1:-1]-c[:-2]),
   *                                 (c[2:]-f[:,None])/(c[2:]-c[1:-1])))
   * p = np.array([np.abs(np.fft.rfft(x[i*80:i*80+200]*w, 256))**2 for i in range(11)])
   * np.log(np.maximum(p@bank, 1e-8))[[0,1,5,10]]
   * </pre>
   */
  @Test
  void numbersAreThoseOfNumpy() {
    float[][] expected = {
      {
        -0.117589f, -0.545912f, -1.863262f, -2.142274f, -1.850475f, -1.014874f, 1.748916f, 1.444314f
      },
      {2.648404f, 3.07956f, 2.835616f, 2.84931f, 3.421828f, 3.720737f, 4.876167f, 5.581619f},
      {4.834162f, 4.489548f, 4.950404f, 4.188942f, 3.719284f, 3.415436f, 3.203045f, 3.055552f},
      {1.80758f, 2.750625f, 3.533631f, 4.45046f, 5.133305f, 5.353229f, 4.80172f, 4.691894f}
    };
    float[] samples = chirp(1000);
    Arrays.fill(samples, 0, 160, 0);
    LogMel logMel = new LogMel(8000, 1000, 200, 80, 8);
    assertEquals(11, logMel.numFrames());
    float[] spectrogram = new Spectrograms(logMel).of(samples, 8000);
    int[] frames = {0, 1, 5, 10};
    for (int i = 0; i < frames.length; i++) {
      assertArrayEquals(
          expected[i],
          Arrays.copyOfRange(spectrogram, frames[i] * 8, frames[i] * 8 + 8),
          TOLERANCE);
    }
  }

  @Test
  void aSineIsInItsBand() {
    LogMel logMel = new LogMel(16_000, 16_000, 400, 160, 40);
    float[] samples = new float[16_000];
    for (int n = 0; n < samples.length; n++) {
      samples[n] = (float) Math.sin(2 * Math.PI * 1000 * n / 16_000);
    }
    float[] spectrogram = new Spectrograms(logMel).of(samples, 16_000);
    // 1000 Hz are 1000 mel, 8000 Hz are 2840, and band b has its middle at (b + 1) / 41 of them
    int expected = (int) Math.round(1000 / (2840.0 / 41)) - 1;
    for (int frame = 0; frame < logMel.numFrames(); frame++) {
      int loudest = 0;
      for (int band = 1; band < 40; band++) {
        if (spectrogram[frame * 40 + band] > spectrogram[frame * 40 + loudest]) {
          loudest = band;
        }
      }
      assertEquals(expected, loudest, "frame " + frame);
    }
  }

  @Test
  void aShortSoundLiesInTheMiddleOfSilence() {
    LogMel logMel = new LogMel(8000, 1000, 100, 100, 4);
    float[] loud = new float[200];
    Arrays.fill(loud, 0.5f);
    float[] spectrogram = new Spectrograms(logMel).of(loud, 8000);
    for (int frame = 0; frame < 10; frame++) {
      boolean isLoud = frame >= 4 && frame < 6;
      assertEquals(!isLoud, spectrogram[frame * 4] == SILENCE, "frame " + frame);
    }
    assertEquals(40, spectrogram.length);
  }

  @Test
  void ofALongSoundTheMiddleIsTaken() {
    LogMel logMel = new LogMel(8000, 300, 100, 50, 4);
    float[] samples = chirp(1301);
    float[] middle = Arrays.copyOfRange(samples, 500, 800);
    assertArrayEquals(
        new Spectrograms(logMel).of(middle, 8000), new Spectrograms(logMel).of(samples, 8000));
  }

  @Test
  void theSameClipAtAnotherRateLooksMuchTheSame() {
    LogMel logMel = new LogMel(8000, 4000, 200, 80, 20);
    Spectrograms spectrograms = new Spectrograms(logMel);
    float[] low = spectrograms.of(chord(4000, 8000), 8000);
    float[] high = spectrograms.of(chord(22_050, 44_100), 44_100);
    double difference = 0;
    for (int i = 0; i < low.length; i++) {
      difference += Math.abs(low[i] - high[i]) / low.length;
    }
    assertTrue(difference < 0.05, "mean difference " + difference);
    assertArrayEquals(low, spectrograms.of(chord(4000, 8000), 8000));
  }

  @Test
  void numbersOfAFrameDoNotDependOnItsNeighbour() {
    LogMel one = new LogMel(8000, 200, 200, 80, 8);
    LogMel many = new LogMel(8000, 1000, 200, 80, 8);
    float[] samples = chirp(1000);
    float[] all = new Spectrograms(many).of(samples, 8000);
    for (int frame = 0; frame < many.numFrames(); frame++) {
      float[] alone =
          new Spectrograms(one).of(Arrays.copyOfRange(samples, frame * 80, frame * 80 + 200), 8000);
      assertArrayEquals(alone, Arrays.copyOfRange(all, frame * 8, frame * 8 + 8), TOLERANCE);
    }
  }

  /** To change them is to make models of before read what they were not trained on. */
  @Test
  void bitsAreTheSameOnEveryJvm() {
    LogMel logMel = new LogMel(8000, 1000, 200, 80, 8);
    assertEquals(1_911_138_095, Arrays.hashCode(new Spectrograms(logMel).of(chirp(1000), 8000)));
    assertEquals(-1_493_492_346, Arrays.hashCode(new Spectrograms(logMel).of(chirp(6000), 44_100)));
  }

  @Test
  void soundOfAnyRateIsTaken() {
    Spectrograms spectrograms = new Spectrograms(new LogMel(8000, 400, 200, 80, 8));
    for (int rate : new int[] {1000, 7919, 96_000, 767_999}) {
      for (int length : new int[] {1, 300, 60_000}) {
        for (float number : spectrograms.of(chirp(length), rate)) {
          assertTrue(number >= SILENCE && number < 10, "%d Hz: %s".formatted(rate, number));
        }
      }
    }
  }

  private static float[] chord(int numSamples, int rate) {
    float[] samples = new float[numSamples];
    for (int n = 0; n < numSamples; n++) {
      for (int hertz = 110; hertz < 3300; hertz += 110) {
        samples[n] += (float) (0.02 * Math.sin(2 * Math.PI * hertz * n / rate + hertz));
      }
    }
    return samples;
  }

  static float[] chirp(int numSamples) {
    float[] samples = new float[numSamples];
    for (int n = 0; n < numSamples; n++) {
      samples[n] = (n * (n + 7) % 1001 - 500) / 1000f;
    }
    return samples;
  }
}
