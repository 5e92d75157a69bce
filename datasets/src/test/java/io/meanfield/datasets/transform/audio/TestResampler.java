package io.meanfield.datasets.transform.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestResampler {
  private static final int[] RATES = {8000, 11_025, 16_000, 22_050, 44_100, 48_000, 44_101};

  /**
   * Numbers of numpy 2.4, in double precision, of outputs 0, 1, 20, 40 and 53:
   *
   * <pre>
   * j = np.arange(k*fr//to - half + 1, k*fr//to + half + 1)   # half = ceil(16*fr/b)
   * t = b*(j/fr - k/to)                                       # b = 0.95*min(fr, to)
   * w = np.where(np.abs(t) &lt; 16, np.sinc(t)*np.cos(np.pi*t/2/16)**2, 0)
   * sum(w/w.sum()*x[j])                                       # where there is an x
   * </pre>
   */
  @Test
  void numbersAreThoseOfNumpy() {
    assertOutputs(44_100, 8000, -0.264172f, -0.510666f, -0.021075f, -0.050265f, -0.123996f);
    assertOutputs(8000, 11_025, -0.487405f, -0.545277f, -0.187212f, -0.448828f, 0.290022f);
  }

  @Test
  void whatIsConstantStaysSo() {
    for (int from : RATES) {
      float[] ones = new float[8000];
      Arrays.fill(ones, 1);
      float[] out = resampled(ones, from, 8000);
      for (int n = out.length / 3; n < out.length / 2; n++) {
        assertEquals(1, out[n], 1e-5, "from " + from);
      }
    }
  }

  @Test
  void aSineStaysASine() {
    for (int from : RATES) {
      for (int to : new int[] {8000, 16_000}) {
        float[] out = resampled(sine(1000, from, from), from, to);
        assertEquals(to, out.length, 1);
        for (int n = out.length / 4; n < out.length * 3 / 4; n++) {
          double expected = Math.sin(2 * Math.PI * 1000 * n / to);
          assertEquals(expected, out[n], 1e-3, "from %d to %d".formatted(from, to));
        }
      }
    }
  }

  @Test
  void whatTheNewRateCannotHoldIsNotHeard() {
    for (int hertz = 4200; hertz < 22_000; hertz += 500) {
      float[] out = resampled(sine(hertz, 44_100, 44_100), 44_100, 8000);
      for (int n = out.length / 4; n < out.length * 3 / 4; n++) {
        assertTrue(Math.abs(out[n]) < 0.01, "%d Hz: %s".formatted(hertz, out[n]));
      }
    }
  }

  @Test
  void aPieceIsAPieceOfTheWhole() {
    float[] samples = TestSpectrograms.chirp(3000);
    Resampler resampler = new Resampler(11_025, 8000);
    float[] whole = resampled(samples, 11_025, 8000);
    float[] piece = new float[120];
    resampler.resample(samples, 700, piece, 10, 100);
    assertArrayEquals(Arrays.copyOfRange(whole, 700, 800), Arrays.copyOfRange(piece, 10, 110), 0);
    assertEquals(0, piece[9]);
    assertEquals(0, piece[110]);
  }

  @Test
  void lengthsAreRoundedUp() {
    assertEquals(8000, new Resampler(44_100, 8000).length(44_100));
    assertEquals(1, new Resampler(44_100, 8000).length(1));
    assertEquals(768L << 25, new Resampler(1000, 768_000).length(1 << 25));
  }

  private static void assertOutputs(int from, int to, float... expected) {
    float[] out = resampled(TestSpectrograms.chirp(300), from, to);
    float[] found = {out[0], out[1], out[20], out[40], out[53]};
    assertArrayEquals(expected, found, 2e-6f);
  }

  private static float[] resampled(float[] samples, int from, int to) {
    Resampler resampler = new Resampler(from, to);
    float[] out = new float[(int) resampler.length(samples.length)];
    resampler.resample(samples, 0, out, 0, out.length);
    return out;
  }

  private static float[] sine(int hertz, int rate, int numSamples) {
    float[] samples = new float[numSamples];
    for (int n = 0; n < numSamples; n++) {
      samples[n] = (float) Math.sin(2 * Math.PI * hertz * n / rate);
    }
    return samples;
  }
}
