package io.meanfield.datasets.describe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class TestExactSums {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void meanAndDeviationAreThoseOfExactArithmeticInAnyOrderAndDivision(int seed) {
    Random random = new Random(seed);
    List<Float> values = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      values.add(value(random, seed));
    }
    ExactSums inOrder = sums(values);
    assertEquals(mean(values), inOrder.mean());
    assertEquals(deviation(values), inOrder.deviation());

    Collections.shuffle(values, random);
    ExactSums inPieces = new ExactSums();
    for (int from = 0; from < values.size(); from += 50) {
      inPieces.merge(sums(values.subList(from, from + 50)));
    }
    assertEquals(inOrder.mean(), inPieces.mean());
    assertEquals(inOrder.deviation(), inPieces.deviation());
    assertEquals(500, inPieces.count());
  }

  @Test
  void nothingHasNoMeanAndEqualNumbersNoDeviation() {
    assertEquals(Double.NaN, new ExactSums().mean());
    assertEquals(Double.NaN, new ExactSums().deviation());
    assertEquals(0, sums(List.of(0.1f, 0.1f, 0.1f)).deviation());
    assertEquals(0, sums(List.of(0f, -0f)).mean());
    assertEquals(Float.MIN_VALUE, sums(List.of(Float.MIN_VALUE)).mean());
  }

  /** Of numbers that lie far apart more and more. */
  private static float value(Random random, int seed) {
    float value =
        (float) (random.nextGaussian() * Math.pow(10, random.nextInt(6 * seed) - 3 * seed));
    return Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, value));
  }

  private static ExactSums sums(List<Float> values) {
    ExactSums sums = new ExactSums();
    values.forEach(sums::add);
    return sums;
  }

  private static double mean(List<Float> values) {
    return exactMean(values).doubleValue();
  }

  private static BigDecimal exactMean(List<Float> values) {
    BigDecimal sum = BigDecimal.ZERO;
    for (float value : values) {
      sum = sum.add(new BigDecimal(value));
    }
    return sum.divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL128);
  }

  private static double deviation(List<Float> values) {
    BigDecimal mean = exactMean(values);
    BigDecimal squares = BigDecimal.ZERO;
    for (float value : values) {
      squares = squares.add(new BigDecimal(value).subtract(mean).pow(2));
    }
    return squares
        .divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL128)
        .sqrt(MathContext.DECIMAL128)
        .doubleValue();
  }
}
