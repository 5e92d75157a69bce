package io.meanfield.datasets.shard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.fake.RemoteFileSystem;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TestShardCache {
  @TempDir Path folder;
  @TempDir Path cache;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void end() throws InterruptedException {
    RemoteFileSystem.afterFirstBytes(name -> {});
    threads.shutdownNow();
    assertTrue(threads.awaitTermination(1, TimeUnit.MINUTES));
  }

  @Test
  void theLeastRecentlyUsedCopyMakesRoom() throws IOException {
    List<StoredShard> shards = new RemoteShards(folder).write(3);
    ShardCache two = cache(2);
    open(two, shards, 0, 1, 0, 2);
    assertKept(shards, 0, 2);
    open(two, shards, 1);
    assertKept(shards, 1, 2);
  }

  @Test
  void whatIsThereIsNotCopiedAgain() throws IOException {
    List<StoredShard> shards = new RemoteShards(folder).write(3);
    int before = RemoteFileSystem.numOpened();
    open(cache(3), shards, 0, 1, 2);
    Path copy = RemoteShards.files(cache, ".arrow").get(0);
    FileTime modified = Files.getLastModifiedTime(copy);
    open(cache(3), shards, 0, 1, 2);
    assertEquals(3, RemoteFileSystem.numOpened() - before);
    assertEquals(modified, Files.getLastModifiedTime(copy), "or it would be verified again");
  }

  @Test
  void moreThanTheCacheHoldsStreamsThroughIt() throws IOException {
    List<StoredShard> shards = new RemoteShards(folder).write(3);
    ShardCache none = new ShardCache(new CacheFolder(cache, 1), Duration.ofDays(1));
    int before = RemoteFileSystem.numOpened();
    open(none, shards, 0, 1, 2, 0, 1, 2);
    assertEquals(6, RemoteFileSystem.numOpened() - before);
    assertKept(shards, 2);
  }

  @Test
  void aShardThatIsOpenCanBeReadWhenItsCopyIsGone() throws IOException {
    List<StoredShard> shards = new RemoteShards(folder).write(2);
    try (ShardFile first = cache(1).open(shards.get(0))) {
      open(cache(1), shards, 1);
      assertKept(shards, 1);
      assertArrayEquals(RemoteShards.bytes(0), RemoteShards.read(first));
    }
  }

  @Test
  void threadsThatWantTheSameShardCopyItOnce() throws Exception {
    List<StoredShard> shards = new RemoteShards(folder).write(1);
    int before = RemoteFileSystem.numOpened();
    List<Future<byte[]>> read = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      read.add(threads.submit(() -> readFirst(cache(1), shards)));
    }
    for (Future<byte[]> bytes : read) {
      assertArrayEquals(RemoteShards.bytes(0), bytes.get());
    }
    assertEquals(1, RemoteFileSystem.numOpened() - before);
  }

  @Test
  void aCopyThatDoesNotComeIsMadeOnceMore() throws Exception {
    List<StoredShard> shards = new RemoteShards(folder).write(1);
    CountDownLatch mayGoOn = new CountDownLatch(1);
    Future<byte[]> stalled = stalledUntil(mayGoOn, shards);
    RemoteFileSystem.afterFirstBytes(name -> {});
    ShardCache impatient = new ShardCache(new CacheFolder(cache, 1), Duration.ofMillis(1));
    assertArrayEquals(RemoteShards.bytes(0), readFirst(impatient, shards));
    mayGoOn.countDown();
    assertArrayEquals(RemoteShards.bytes(0), stalled.get());
    assertKept(shards, 0);
    assertEquals(List.of(), RemoteShards.files(cache, ".part"));
  }

  @Test
  void whoIsInterruptedStopsToWait() throws Exception {
    List<StoredShard> shards = new RemoteShards(folder).write(1);
    CountDownLatch mayGoOn = new CountDownLatch(1);
    Future<byte[]> stalled = stalledUntil(mayGoOn, shards);
    Future<Boolean> waiting =
        threads.submit(
            () -> {
              Thread.currentThread().interrupt();
              assertThrows(InterruptedIOException.class, () -> open(cache(1), shards, 0));
              return Thread.interrupted();
            });
    assertTrue(waiting.get());
    mayGoOn.countDown();
    stalled.get();
  }

  @Test
  void partsThatNobodyWritesAreRemoved() throws IOException {
    List<StoredShard> shards = new RemoteShards(folder).write(2);
    Path left = cache.resolve(".%s.1.part".formatted(shards.get(1).info().xxh64()));
    Files.write(left, new byte[RemoteShards.BYTES]);
    open(cache(1), shards, 0);
    assertTrue(Files.notExists(left));
    assertKept(shards, 0);
  }

  @Test
  void aFolderThatSomebodyDeletesIsMadeAgain() throws IOException {
    List<StoredShard> shards = new RemoteShards(folder).write(1);
    ShardCache one = cache(1);
    open(one, shards, 0);
    for (Path file : RemoteShards.files(cache, "")) {
      Files.delete(file);
    }
    Files.delete(cache);
    open(one, shards, 0);
    assertKept(shards, 0);
  }

  /** A thread that has begun to copy the first shard and goes on when it may. */
  private Future<byte[]> stalledUntil(CountDownLatch mayGoOn, List<StoredShard> shards)
      throws InterruptedException {
    CountDownLatch hasBegun = new CountDownLatch(1);
    RemoteFileSystem.afterFirstBytes(
        name -> {
          hasBegun.countDown();
          try {
            mayGoOn.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    Future<byte[]> copying = threads.submit(() -> readFirst(cache(1), shards));
    assertTrue(hasBegun.await(1, TimeUnit.MINUTES));
    return copying;
  }

  private ShardCache cache(int numShards) {
    return new ShardCache(
        new CacheFolder(cache, (long) numShards * RemoteShards.BYTES), Duration.ofDays(1));
  }

  private static byte[] readFirst(ShardCache cache, List<StoredShard> shards) throws IOException {
    try (ShardFile file = cache.open(shards.get(0))) {
      return RemoteShards.read(file);
    }
  }

  private static void open(ShardCache cache, List<StoredShard> shards, int... numbers)
      throws IOException {
    for (int number : numbers) {
      try (ShardFile file = cache.open(shards.get(number))) {
        assertArrayEquals(RemoteShards.bytes(number), RemoteShards.read(file));
      }
    }
  }

  private void assertKept(List<StoredShard> shards, int... numbers) throws IOException {
    List<Path> expected = new ArrayList<>();
    for (int number : numbers) {
      expected.add(cache.resolve(shards.get(number).info().xxh64() + ".arrow"));
    }
    assertEquals(expected.stream().sorted().toList(), RemoteShards.files(cache, ".arrow"));
  }
}
