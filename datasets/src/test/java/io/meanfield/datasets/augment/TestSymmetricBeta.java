package io.meanfield.datasets.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class TestSymmetricBeta {
  private static final int SIZE = 40_000;

  @Test
  void halfGivesTheArcsine() {
    Distribution.assertFits(sorted(0.5), x -> 2 / Math.PI * Math.asin(Math.sqrt(x)));
  }

  @Test
  void oneGivesTheUniformDistribution() {
    Distribution.assertFits(sorted(1), x -> x);
  }

  @Test
  void twoGivesACubic() {
    Distribution.assertFits(sorted(2), x -> x * x * (3 - 2 * x));
  }

  @Test
  void threeGivesAQuintic() {
    Distribution.assertFits(sorted(3), x -> x * x * x * (10 - 15 * x + 6 * x * x));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 0.01, 0.1, 0.2, 0.4, 0.999, 1.001, 1.5, 8, 1000})
  void meanAndVarianceAreThoseOfTheDistribution(double alpha) {
    double[] samples = sorted(alpha);
    double variance = 1 / (4 * (2 * alpha + 1));
    double mean = Arrays.stream(samples).average().orElseThrow();
    double found = Arrays.stream(samples).map(x -> (x - mean) * (x - mean)).sum() / SIZE;
    assertEquals(0.5, mean, 4 * Math.sqrt(variance / SIZE));
    assertEquals(variance, found, 0.03 * variance);
    assertTrue(samples[0] >= 0 && samples[SIZE - 1] <= 1);
  }

  private static double[] sorted(double alpha) {
    SymmetricBeta beta = new SymmetricBeta(alpha);
    Draws draws = Draws.of(1, 2);
    return LongStream.range(0, SIZE).mapToDouble(i -> beta.draw(draws, i)).sorted().toArray();
  }
}
