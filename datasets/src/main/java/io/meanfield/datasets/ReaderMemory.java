package io.meanfield.datasets;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What the open shards of a reader may take, and how parts that are read together share it. */
public final class ReaderMemory {
  /** Mapped pages count as a process's memory, as direct buffers do. */
  private static final long MAX_BYTES = 224 << 20;

  private static final int MAX_SHARDS = 256;

  private ReaderMemory() {}

  /** Whether so many shards with so many bytes together may be open. */
  public static boolean holds(int numShards, long bytes) {
    return numShards <= MAX_SHARDS && bytes <= MAX_BYTES;
  }

  /**
   * How many shards of each part are open at a time: one of each, and of what is left an equal
   * share for each, but no more than it has use for.
   *
   * @throws IllegalArgumentException if not even one of each can be, of several parts
   */
  public static int[] shardsAtATime(List<PartInfo> together) {
    long[] largest = together.stream().mapToLong(PartInfo::largestShard).toArray();
    long bytes = MAX_BYTES - Arrays.stream(largest).sum();
    int shards = MAX_SHARDS - largest.length;
    if (largest.length > 1 && (bytes < 0 || shards < 0)) {
      throw new IllegalArgumentException(
          "expected data sets of which one shard each fits into the %d MiB that a reader may hold, found %d of which that takes %d MiB: ingest them with a smaller dataset.shard-mib, or mix fewer"
              .formatted(MAX_BYTES >> 20, largest.length, (MAX_BYTES - bytes) >> 20));
    }
    int[] atATime = new int[largest.length];
    int left = largest.length;
    for (int part : smallestFirst(together, largest)) {
      int fitting = (int) Math.min(shards / left, Math.max(0, bytes) / left / largest[part]);
      int more = Math.max(0, Math.min(fitting, together.get(part).shards().size() - 1));
      atATime[part] = 1 + more;
      bytes -= more * largest[part];
      shards -= more;
      left--;
    }
    return atATime;
  }

  private static int[] smallestFirst(List<PartInfo> parts, long[] largest) {
    return IntStream.range(0, largest.length)
        .boxed()
        .sorted(Comparator.comparingLong(i -> largest[i] * parts.get(i).shards().size()))
        .mapToInt(i -> i)
        .toArray();
  }
}
