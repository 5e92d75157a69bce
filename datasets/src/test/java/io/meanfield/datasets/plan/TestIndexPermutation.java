package io.meanfield.datasets.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestIndexPermutation {

  @Test
  void everyIndexIsHitOnceForEverySize() {
    for (int size = 1; size <= 1100; size++) {
      assertIsPermutation(size, size * 31L);
    }
    for (int size : new int[] {4095, 4096, 4097, 65_535, 65_536, 65_537, 600_000}) {
      assertIsPermutation(size, 5);
    }
  }

  @Test
  void allOrdersOfFourIndicesComeAboutEquallyOften() {
    int[] counts = new int[256];
    int numKeys = 24_000;
    Set<Integer> orders = new HashSet<>();
    for (int key = 0; key < numKeys; key++) {
      IndexPermutation permutation = new IndexPermutation(4, key);
      int order = 0;
      for (long place : places(permutation, 4)) {
        order = order * 4 + (int) place;
      }
      counts[order]++;
      orders.add(order);
    }
    assertEquals(24, orders.size());
    double chiSquared =
        orders.stream().mapToDouble(o -> Math.pow(counts[o] - 1000, 2) / 1000).sum();
    // 23 degrees of freedom: 49.7 is exceeded by chance once in a thousand sets of keys.
    assertTrue(chiSquared < 49.7, "chi squared " + chiSquared);
  }

  @Test
  void whereAnIndexGoesIsUniform() {
    int numKeys = 20_000;
    int numBins = 20;
    for (long index : new long[] {0, 1, 20_479, 40_959}) {
      int[] counts = new int[numBins];
      for (int key = 0; key < numKeys; key++) {
        long[] place = {index};
        new IndexPermutation(40_960, key).apply(place);
        counts[(int) (place[0] * numBins / 40_960)]++;
      }
      double expected = (double) numKeys / numBins;
      double chiSquared = 0;
      for (int count : counts) {
        chiSquared += Math.pow(count - expected, 2) / expected;
      }
      // 19 degrees of freedom, one in a thousand: 43.8.
      assertTrue(chiSquared < 43.8, "index %d: chi squared %f".formatted(index, chiSquared));
    }
  }

  @Test
  void neighboursDoNotStayNeighbours() {
    int size = 40_960;
    long[] places = places(new IndexPermutation(size, 3), size);
    long near =
        IntStream.range(0, size - 1).filter(i -> Math.abs(places[i + 1] - places[i]) <= 10).count();
    // By chance about size * 20 / size = 20.
    assertTrue(near < 45, near + " neighbours stayed within 10");
  }

  private static void assertIsPermutation(int size, long key) {
    BitSet hit = new BitSet();
    for (long place : places(new IndexPermutation(size, key), size)) {
      hit.set((int) place);
    }
    assertEquals(size, hit.cardinality());
    assertEquals(size, hit.length());
  }

  /** Where 0 to size - 1 go. */
  private static long[] places(IndexPermutation permutation, int size) {
    long[] places = LongStream.range(0, size).toArray();
    permutation.apply(places);
    return places;
  }
}
