package io.meanfield.datasets.transform;

import static io.meanfield.datasets.transform.Examples.overTheWire;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestValueCounts {
  private static final int NUM_KNOTS = 256;

  @Test
  void theMedianIsTheMiddleOfTheSortedNumbers() {
    Random random = new Random(1);
    for (int size = 1; size < 40; size++) {
      float[] values = new float[size];
      for (int i = 0; i < size; i++) {
        values[i] = random.nextInt(9) - 4.5f;
      }
      assertEquals(median(values), counts(values).median(), Arrays.toString(values));
    }
    assertEquals(0, counts(-0f, 0f, -0f).median());
    assertEquals(Float.MAX_VALUE, counts(Float.MAX_VALUE, Float.MAX_VALUE).median());
  }

  @Test
  void eachOfAFewNumbersHasTheMiddleOfItsRanks() {
    assertEquals(
        new Quantiles(List.of(-1.0, 0.0, 3.0), List.of(0.0, 0.375, 0.875)),
        counts(3, 0, -1, 0, 3).quantiles(NUM_KNOTS));
    assertEquals(new Quantiles(List.of(7.0), List.of(0.5)), counts(7, 7, 7).quantiles(NUM_KNOTS));
    assertEquals(new Quantiles(List.of(7.0), List.of(0.5)), counts(7).quantiles(NUM_KNOTS));
  }

  @Test
  void someOfManyNumbersHaveRanksThatAreEquallySpaced() {
    float[] values = new float[1001];
    for (int i = 0; i < values.length; i++) {
      values[i] = i * i;
    }
    assertEquals(
        new Quantiles(
            List.of(0.0, 62_500.0, 250_000.0, 562_500.0, 1e6), List.of(0.0, 0.25, 0.5, 0.75, 1.0)),
        counts(values).quantiles(5));
    Quantiles finer = counts(values).quantiles(NUM_KNOTS);
    assertEquals(NUM_KNOTS, finer.values().size());
    for (float value : values) {
      assertEquals(Math.sqrt(value) / 1000, finer.level(value), 1e-3);
    }
  }

  @Test
  void rangesOfAFewNumbersAreExactAndOfManyNearlySo() {
    assertArrayEquals(new long[] {2, 0, 1, 2}, counts(0, 0.9f, 2, 3, 4).histogram(0, 4, 4));
    assertArrayEquals(new long[] {3, 0}, counts(7, 7, 7).histogram(7, 7, 2));
    Random random = new Random(1);
    float[] values = new float[100_000];
    long[] exact = new long[20];
    for (int i = 0; i < values.length; i++) {
      values[i] = 10 * random.nextFloat() - 5;
      exact[(int) ((values[i] + 5) / 0.5)]++;
    }
    long[] found = counts(values).histogram(-5, 5, 20);
    assertEquals(values.length, Arrays.stream(found).sum());
    for (int i = 0; i < found.length; i++) {
      assertEquals(exact[i], found[i], 0.1 * exact[i]); // bounds are off by 0.8 % of 5
    }
  }

  @Test
  void aFrequentNumberIsOneOfTheKnotsOnce() {
    float[] values = new float[1000];
    for (int i = 600; i < values.length; i++) {
      values[i] = i;
    }
    Quantiles quantiles = counts(values).quantiles(11);
    assertEquals(List.of(0.0, 699.0, 799.0, 899.0, 999.0), quantiles.values());
    assertEquals(599 / 2.0 / 999, quantiles.level(0));
  }

  @Test
  void moreNumbersThanBucketsAreOffByASmallFraction() {
    Random random = new Random(2);
    float[] measured = new float[200_000];
    float[] anyFloat = new float[200_000];
    for (int i = 0; i < measured.length; i++) {
      measured[i] = (float) (Math.exp(2 * random.nextGaussian()) * (random.nextInt(3) - 1));
      do {
        anyFloat[i] = Float.intBitsToFloat(random.nextInt());
      } while (!Float.isFinite(anyFloat[i]));
    }
    assertClose(measured, 0.0079);
    assertClose(anyFloat, 0.0626);
  }

  @Test
  void whatIsCountedDependsNeitherOnOrderNorOnPieces() {
    Random random = new Random(3);
    List<Float> values = new ArrayList<>();
    for (int i = 0; i < 150_000; i++) {
      values.add(i < 20_000 ? (float) (i % 100) : (float) (1e4 * random.nextGaussian()));
    }
    ValueCounts atOnce = new ValueCounts();
    values.forEach(atOnce::add);
    Quantiles expected = atOnce.quantiles(NUM_KNOTS);
    for (int seed = 0; seed < 3; seed++) {
      Collections.shuffle(values, new Random(seed));
      ValueCounts merged = new ValueCounts();
      for (int from = 0; from < values.size(); ) {
        int to = Math.min(values.size(), from + 1 + random.nextInt(60_000));
        ValueCounts piece = new ValueCounts();
        values.subList(from, to).forEach(piece::add);
        merged.merge(overTheWire(piece));
        from = to;
      }
      assertEquals(expected, merged.quantiles(NUM_KNOTS));
      assertEquals(atOnce.median(), merged.median());
    }
  }

  private static void assertClose(float[] values, double maxError) {
    Quantiles quantiles = counts(values).quantiles(NUM_KNOTS);
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < quantiles.values().size(); i++) {
      double expected = sorted[(int) Math.round(quantiles.levels().get(i) * (sorted.length - 1))];
      double found = quantiles.values().get(i);
      assertNear(expected, found, maxError);
    }
    assertNear(median(values), counts(values).median(), maxError);
  }

  /** Subnormal numbers are as good as 0. */
  private static void assertNear(double expected, double found, double maxError) {
    assertEquals(expected, found, maxError * Math.abs(expected) + Float.MIN_NORMAL);
  }

  private static double median(float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    return ((double) sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private static ValueCounts counts(float... values) {
    ValueCounts counts = new ValueCounts();
    for (float value : values) {
      counts.add(value);
    }
    return counts;
  }
}
