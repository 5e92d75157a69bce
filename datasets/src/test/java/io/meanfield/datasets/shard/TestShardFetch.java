package io.meanfield.datasets.shard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.fake.RemoteFileSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TestShardFetch {
  @TempDir Path folder;
  @TempDir Path cache;
  private final CountDownLatch mayGoOn = new CountDownLatch(1);
  private List<StoredShard> shards;

  @BeforeEach
  void write() throws IOException {
    shards = new RemoteShards(folder).write(2);
  }

  @AfterEach
  void end() throws InterruptedException {
    mayGoOn.countDown();
    Fetching.awaitEnd();
    RemoteFileSystem.afterFirstBytes(name -> {});
  }

  @Test
  void anotherThreadCopiesTheShard() throws Exception {
    AtomicReference<Thread> copying = new AtomicReference<>();
    CountDownLatch hasBegun = new CountDownLatch(1);
    RemoteFileSystem.afterFirstBytes(
        name -> {
          copying.set(Thread.currentThread());
          hasBegun.countDown();
        });
    ShardFetch fetch = ShardFetch.begin(() -> open(0));
    assertTrue(hasBegun.await(1, TimeUnit.MINUTES));
    try (ShardFile file = fetch.take()) {
      assertArrayEquals(RemoteShards.bytes(0), RemoteShards.read(file));
    }
    assertNotEquals(Thread.currentThread(), copying.get());
    assertTrue(copying.get().isDaemon());
  }

  @Test
  void aFetchThatHasNotBegunIsDoneByWhoNeedsIt() throws Exception {
    stallFetcher();
    AtomicReference<Thread> opening = new AtomicReference<>();
    ShardFetch fetch =
        ShardFetch.begin(
            () -> {
              opening.set(Thread.currentThread());
              return open(1);
            });
    fetch.take().close();
    assertSame(Thread.currentThread(), opening.get());
  }

  @Test
  void whatFailedInTheBackgroundIsTriedOnceMore() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    ShardFetch fetch =
        ShardFetch.begin(
            () -> {
              if (attempts.incrementAndGet() == 1) {
                throw new IOException("the network is down");
              }
              return open(0);
            });
    fetch.take().close();
    assertEquals(2, attempts.get());
  }

  @Test
  void whatFailsAgainIsToldAsItIs() {
    ShardFetch fetch =
        ShardFetch.begin(
            () -> {
              throw new IOException("the network is down");
            });
    assertEquals("the network is down", assertThrows(IOException.class, fetch::take).getMessage());
  }

  @Test
  void aFetchedShardCanBeReadWhenItsCopyIsEvicted() throws Exception {
    CountDownLatch isOpen = new CountDownLatch(1);
    ShardFetch fetch =
        ShardFetch.begin(
            () -> {
              ShardFile file = open(0);
              isOpen.countDown();
              return file;
            });
    assertTrue(isOpen.await(1, TimeUnit.MINUTES));
    open(1).close();
    assertEquals(1, RemoteShards.files(cache, ".arrow").size());
    int before = RemoteFileSystem.numOpened();
    try (ShardFile file = fetch.take()) {
      assertArrayEquals(RemoteShards.bytes(0), RemoteShards.read(file));
    }
    assertEquals(before, RemoteFileSystem.numOpened());
  }

  @Test
  void whatIsNotNeededAnyMoreIsClosedOrNeverOpened() throws Exception {
    AtomicReference<ShardFile> opened = new AtomicReference<>();
    CountDownLatch isNext = new CountDownLatch(1);
    ShardFetch fetched =
        ShardFetch.begin(
            () -> {
              opened.set(open(0));
              return opened.get();
            });
    ShardFetch next =
        ShardFetch.begin(
            () -> {
              isNext.countDown();
              return open(1);
            });
    assertTrue(isNext.await(1, TimeUnit.MINUTES));
    next.take().close();
    fetched.close();
    assertFalse(opened.get().channel().isOpen());

    stallFetcher();
    AtomicInteger attempts = new AtomicInteger();
    ShardFetch.begin(
            () -> {
              attempts.incrementAndGet();
              return open(0);
            })
        .close();
    mayGoOn.countDown();
    ShardFetch.begin(() -> open(0)).take().close();
    assertEquals(0, attempts.get());
  }

  private ShardFile open(int number) throws IOException {
    return new ShardCache(new CacheFolder(cache, 1), Duration.ofDays(1)).open(shards.get(number));
  }

  /** The background thread waits until it may go on. */
  private void stallFetcher() throws InterruptedException {
    CountDownLatch hasBegun = new CountDownLatch(1);
    ShardFetch.begin(
        () -> {
          hasBegun.countDown();
          try {
            mayGoOn.await();
          } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
          }
          return open(0);
        });
    assertTrue(hasBegun.await(1, TimeUnit.MINUTES));
  }
}
