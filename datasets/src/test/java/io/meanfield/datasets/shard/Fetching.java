package io.meanfield.datasets.shard;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What tests know of the thread that fetches shards. */
final class Fetching {
  private Fetching() {}

  /** Waits for all that has been begun, also for what nobody needs any more. */
  static void awaitEnd() throws InterruptedException {
    CountDownLatch isNext = new CountDownLatch(1);
    ShardFetch.begin(
        () -> {
          isNext.countDown();
          throw new IOException("there is nothing to open");
        });
    assertTrue(isNext.await(1, TimeUnit.MINUTES), "fetches have not ended");
  }
}
