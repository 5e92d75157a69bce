package io.meanfield.datasets.division;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestKeyCounts {

  @Test
  void fewKeysAreCountedOneByOne() {
    KeyCounts counts = new KeyCounts();
    for (long key : new long[] {5, -7, 5, Long.MIN_VALUE, Long.MAX_VALUE, 5}) {
      counts.add(key);
    }
    Boundaries found = counts.boundaries();
    assertArrayEquals(new long[] {Long.MIN_VALUE, -7, 5, Long.MAX_VALUE}, found.starts());
    assertArrayEquals(new long[] {0, 1, 2, 5, 6}, found.before());
  }

  @Test
  void manyKeysAreCountedInBucketsThatNoOrderAndNoDivisionChanges() throws Exception {
    long[] keys = new Random(1).longs(60_000).map(key -> key >> 20).toArray();
    KeyCounts whole = new KeyCounts();
    Arrays.stream(keys).forEach(whole::add);
    Boundaries expected = whole.boundaries();
    assertTrue(expected.numPieces() > KeyCounts.MAX_BUCKETS / 2);
    assertTrue(expected.numPieces() <= KeyCounts.MAX_BUCKETS);
    for (int piece = 0; piece < expected.numPieces(); piece += 500) {
      long start = expected.starts()[piece];
      assertEquals(Arrays.stream(keys).filter(k -> k < start).count(), expected.before()[piece]);
    }
    Random random = new Random(2);
    KeyCounts[] pieces = {new KeyCounts(), new KeyCounts(), new KeyCounts()};
    for (int i = keys.length - 1; i >= 0; i--) {
      pieces[random.nextInt(100) < 97 ? 0 : 1 + random.nextInt(2)].add(keys[i]);
    }
    KeyCounts merged = new KeyCounts();
    for (KeyCounts piece : pieces) {
      merged.merge(copy(piece));
    }
    assertArrayEquals(expected.starts(), merged.boundaries().starts());
    assertArrayEquals(expected.before(), merged.boundaries().before());
  }

  @Test
  void whatCrossesTheNetworkIsSmall() throws IOException {
    KeyCounts counts = new KeyCounts();
    new Random(1).longs(100_000).forEach(counts::add);
    int size = bytes(counts).length;
    assertTrue(size < 133_000, size + " bytes");
  }

  private static KeyCounts copy(KeyCounts counts) throws IOException, ClassNotFoundException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes(counts)))) {
      return (KeyCounts) in.readObject();
    }
  }

  private static byte[] bytes(KeyCounts counts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(counts);
    }
    return bytes.toByteArray();
  }
}
