package io.meanfield.datasets.shard;

import io.meanfield.datasets.fake.RemoteFileSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** A Java process of its own that opens shards through a cache. */
final class CacheProcess {
  static final String COPYING = "copying";

  private CacheProcess() {}

  /** Arguments: the folder of shards, that of the cache, its bytes, and what to do. */
  public static void main(String[] args) throws IOException {
    RemoteShards shards = new RemoteShards(Path.of(args[0]));
    ShardCache cache = ShardCache.of(new CacheFolder(Path.of(args[1]), Long.parseLong(args[2])));
    if (args[3].equals("stall")) {
      RemoteFileSystem.afterFirstBytes(name -> stall());
      cache.open(shards.shard(0)).close();
    } else {
      Random random = new Random(Long.parseLong(args[3]));
      List<StoredShard> all = shards.list(8);
      for (int i = 0; i < 100; i++) {
        int number = random.nextInt(all.size());
        try (ShardFile file = cache.open(all.get(number))) {
          if (!Arrays.equals(RemoteShards.bytes(number), RemoteShards.read(file))) {
            throw new IllegalStateException("expected the bytes of shard " + number);
          }
        }
      }
    }
  }

  private static void stall() {
    System.out.println(COPYING);
    try {
      TimeUnit.DAYS.sleep(1);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static Process start(Path shards, CacheFolder cache, String what) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            CacheProcess.class.getName(),
            shards.toString(),
            cache.path().toString(),
            String.valueOf(cache.maxBytes()),
            what)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
