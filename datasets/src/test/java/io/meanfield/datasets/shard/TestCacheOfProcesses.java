package io.meanfield.datasets.shard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TestCacheOfProcesses {
  private static final long DEADLINE_SECONDS = 120;

  @TempDir Path folder;
  @TempDir Path cache;

  @Test
  void processesThatShareATooSmallCacheReadWhatTheyAskFor() throws Exception {
    new RemoteShards(folder).write(8);
    CacheFolder small = new CacheFolder(cache, 5 * RemoteShards.BYTES);
    List<Process> processes = new ArrayList<>();
    for (String seed : List.of("1", "2", "3")) {
      processes.add(CacheProcess.start(folder, small, seed));
    }
    for (Process process : processes) {
      assertTrue(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS));
      assertEquals(0, process.exitValue());
    }
    assertEquals(List.of(), RemoteShards.files(cache, ".part"));
    assertEquals(5, RemoteShards.files(cache, ".arrow").size());
  }

  @Test
  void aProcessKilledInTheMiddleOfACopyHoldsUpNobodyAndItsPartIsRemoved() throws Exception {
    List<StoredShard> shards = new RemoteShards(folder).write(2);
    CacheFolder large = new CacheFolder(cache, 10 * RemoteShards.BYTES);
    Process process = CacheProcess.start(folder, large, "stall");
    try {
      assertEquals(CacheProcess.COPYING, process.inputReader().readLine());
      assertEquals(1, RemoteShards.files(cache, ".part").size());

      ShardCache here = new ShardCache(large, Duration.ofMillis(1));
      here.open(shards.get(1)).close();
      assertEquals(1, RemoteShards.files(cache, ".part").size(), "it is being written");
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertNotEquals(0, process.exitValue());

    ShardCache here = new ShardCache(large, Duration.ofDays(1));
    try (ShardFile file = here.open(shards.get(0))) {
      assertArrayEquals(RemoteShards.bytes(0), RemoteShards.read(file));
    }
    Files.delete(RemoteShards.files(cache, shards.get(1).info().xxh64() + ".arrow").get(0));
    here.open(shards.get(1)).close();
    assertEquals(List.of(), RemoteShards.files(cache, ".part"));
    assertEquals(2, RemoteShards.files(cache, ".arrow").size());
  }
}
