package io.meanfield.datasets.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestInterleaving {

  @Test
  void everyPrefixHasEachOwnersShareWithinHalfAPositionAHalving() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      int[] weights = random.ints(1 + random.nextInt(12), 1, 1 + random.nextInt(60) + 1).toArray();
      Interleaving pattern = new Interleaving(weights);
      long all = Arrays.stream(weights).sum();
      int halvings = Integer.SIZE - Integer.numberOfLeadingZeros(weights.length - 1);
      long[] counts = new long[weights.length];
      for (long n = 0; n < 2 * all + 3; n++) {
        for (int owner = 0; owner < weights.length; owner++) {
          String where = "%d of %s after %d".formatted(owner, Arrays.toString(weights), n);
          assertEquals(counts[owner], pattern.count(owner, n), where);
          long off = Math.abs(counts[owner] * all - n * weights[owner]); // times all
          assertTrue(2 * off <= halvings * all, where + " is off by " + (double) off / all);
        }
        counts[pattern.ownerAt(n)]++;
      }
    }
  }

  @Test
  void asManyPositionsAsWeightsHaveExactlyTheirShares() {
    int[] weights = {7, 1, 30, 12, 5};
    Interleaving pattern = new Interleaving(weights);
    for (int owner = 0; owner < weights.length; owner++) {
      assertEquals(weights[owner], pattern.count(owner, 55));
      assertEquals(1_000_000L * weights[owner], pattern.count(owner, 55_000_000));
    }
  }

  @Test
  void farPositionsAndLargeWeightsDoNotOverflow() {
    int[] weights = {1 << 30, 3, (1 << 30) - 4};
    Interleaving pattern = new Interleaving(weights);
    Random random = new Random(1);
    for (int trial = 0; trial < 10_000; trial++) {
      long position = random.nextLong() >>> 4;
      int owner = pattern.ownerAt(position);
      assertEquals(owner, pattern.ownerAt(position % Integer.MAX_VALUE), "it repeats itself");
      for (int other = 0; other < 3; other++) {
        long counted = pattern.count(other, position + 1) - pattern.count(other, position);
        assertEquals(other == owner ? 1 : 0, counted);
      }
    }
  }

  @Test
  void knownPatternsNeverChange() {
    assertEquals("0 0 1 0 0 0 1 0", owners(8, 3, 1));
    assertEquals("1 0 2 1 0 2", owners(6, 1, 1, 1));
    assertEquals("0 1 0 2 0 1 0 2 0 1", owners(10, 5, 3, 2));
    assertEquals("0 0 0", owners(3, 9));
  }

  @Test
  void weightsWhoseProductsWouldNotFitAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new Interleaving(new int[] {Integer.MAX_VALUE, 1}));
  }

  private static String owners(int numPositions, int... weights) {
    Interleaving pattern = new Interleaving(weights);
    return IntStream.range(0, numPositions)
        .mapToObj(position -> "" + pattern.ownerAt(position))
        .collect(Collectors.joining(" "));
  }
}
