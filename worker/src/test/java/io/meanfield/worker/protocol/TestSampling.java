package io.meanfield.worker.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestSampling {
  /** Padding and the unknown token are the likeliest. */
  private static final float[] PROBABILITIES = {0.3f, 0.2f, 0.1f, 0.3f, 0.1f};

  @Test
  void atNoTemperatureTheLikeliestKnownTokenIsChosen() {
    assertEquals(3, new Sampling(1, 0, 1).choose(PROBABILITIES, 7, 8));
  }

  @Test
  void tokensAreDrawnByTheirProbabilities() {
    double[] counts = counts(new Sampling(1, 1, 5));
    assertEquals(0, counts[0] + counts[1]);
    assertEquals(0.2, counts[2], 0.02); // of 0.1 + 0.3 + 0.1
    assertEquals(0.6, counts[3], 0.02);
    assertEquals(0.2, counts[4], 0.02);
  }

  @Test
  void atHalfTheTemperatureByTheirSquares() {
    double[] counts = counts(new Sampling(1, 0.5, 5));
    assertEquals(9.0 / 11, counts[3], 0.02);
    assertEquals(1.0 / 11, counts[4], 0.02);
  }

  @Test
  void theSeedDecides() {
    int numEqual = 0;
    for (int i = 0; i < 100; i++) {
      int drawn = new Sampling(1, 1, 5).choose(PROBABILITIES, i, 0);
      assertEquals(drawn, new Sampling(1, 1, 5).choose(PROBABILITIES, i, 0));
      numEqual += drawn == new Sampling(1, 1, 6).choose(PROBABILITIES, i, 0) ? 1 : 0;
    }
    assertTrue(numEqual < 70, "44 expected, found " + numEqual);
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Sampling(0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Sampling(1, -0.1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Sampling(1, Double.NaN, 1));
  }

  private static double[] counts(Sampling sampling) {
    int numDraws = 10_000;
    double[] shares = new double[PROBABILITIES.length];
    for (int i = 0; i < numDraws; i++) {
      shares[sampling.choose(PROBABILITIES, i, 3)] += 1.0 / numDraws;
    }
    return shares;
  }
}
