package io.meanfield.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestReaderMemory {

  @Test
  void onePartHasAllOfIt() {
    assertArrayEquals(new int[] {3}, shares(part(10, 64)));
    assertArrayEquals(new int[] {1}, shares(part(10, 1000)), "one there must be");
    assertArrayEquals(new int[] {224}, shares(part(1000, 1)));
    assertArrayEquals(new int[] {1}, shares(part(0, 1)));
  }

  @Test
  void partsThatAreReadTogetherShareIt() {
    assertArrayEquals(new int[] {1, 1, 1}, shares(part(9, 64), part(9, 64), part(9, 64)));
    assertArrayEquals(new int[] {7, 7}, shares(part(100, 16), part(100, 16)));
    assertArrayEquals(new int[] {3, 1}, shares(part(100, 64), part(1, 2)), "small ones need less");
    assertArrayEquals(new int[] {1, 64, 2}, shares(part(1, 64), part(500, 1), part(9, 48)));
  }

  @Test
  void allTogetherNeverTakeMoreThanThereIs() {
    for (int seed = 0; seed < 1000; seed++) {
      Random random = new Random(seed);
      List<PartInfo> parts =
          IntStream.range(0, 2 + random.nextInt(6))
              .mapToObj(i -> part(1 + random.nextInt(300), 1 + random.nextInt(32)))
              .toList();
      int[] shares = ReaderMemory.shardsAtATime(parts);
      long bytes = 0;
      for (int i = 0; i < shares.length; i++) {
        assertTrue(shares[i] >= 1 && shares[i] <= parts.get(i).shards().size(), "seed " + seed);
        bytes += shares[i] * parts.get(i).largestShard();
      }
      assertTrue(ReaderMemory.holds(IntStream.of(shares).sum(), bytes), "seed " + seed);
    }
  }

  @Test
  void partsOfWhichNotEvenOneShardEachFitsAreRefused() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> shares(part(9, 64), part(9, 64), part(9, 64), part(1, 64)))
            .getMessage();
    assertTrue(message.contains("into the 224 MiB"), message);
    assertTrue(message.contains("found 4 of which that takes 256 MiB"), message);
  }

  private static int[] shares(PartInfo... parts) {
    return ReaderMemory.shardsAtATime(List.of(parts));
  }

  private static PartInfo part(int numShards, int mib) {
    ShardInfo shard = new ShardInfo("train.arrow", 1, (long) mib << 20, "sha", 0);
    return PartInfo.of(Collections.nCopies(numShards, shard));
  }
}
