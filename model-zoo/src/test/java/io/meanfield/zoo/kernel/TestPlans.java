package io.meanfield.zoo.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.zoo.kernel.Plans.Key;
import io.meanfield.zoo.kernel.Plans.Plan;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestPlans {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  /** A plan that tells when it is freed. */
  private record Told(CountDownLatch freed) implements Plan {
    @Override
    public void close() {
      freed.countDown();
    }
  }

  private record Kind(int number) {}

  private static Plan plan(int number, CountDownLatch freed) {
    return Plans.get(Key.of(new Kind(number)), bench -> new Told(freed));
  }

  @Test
  void aPlanIsMadeOnceAThread() throws InterruptedException {
    CountDownLatch unused = new CountDownLatch(1);
    Plan here = plan(1, unused);
    assertSame(here, plan(1, unused));
    Plan[] there = new Plan[1];
    run(() -> there[0] = plan(1, unused));
    assertNotSame(here, there[0]);
  }

  @Test
  void plansAreFreedAfterTheirThread() throws InterruptedException {
    CountDownLatch freed = new CountDownLatch(2);
    run(
        () -> {
          plan(1, freed);
          plan(2, freed);
        });
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!freed.await(10, TimeUnit.MILLISECONDS)) {
      assertTrue(System.nanoTime() < end, () -> freed.getCount() + " plans are still there");
      System.gc();
    }
  }

  @Test
  void theOldestPlanOfAThreadIsFreedWhenThereAreTooMany() throws InterruptedException {
    CountDownLatch oldest = new CountDownLatch(1);
    CountDownLatch others = new CountDownLatch(1);
    run(
        () -> {
          plan(0, oldest);
          for (int i = 1; i <= 2_000; i++) {
            plan(i, others);
          }
          assertEquals(0, oldest.getCount());
          assertEquals(1, others.getCount());
        });
  }

  private static void run(Runnable task) throws InterruptedException {
    Throwable[] failure = new Throwable[1];
    Thread thread = new Thread(task);
    thread.setUncaughtExceptionHandler((t, e) -> failure[0] = e);
    thread.start();
    thread.join();
    assertEquals(null, failure[0]);
  }
}
