package io.meanfield.driver.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestPace {
  private final AtomicLong nanoTime = new AtomicLong(-7);

  @Test
  void theSpeedIsThatSinceTheStart() {
    Pace pace = new Pace(nanoTime::get, 0);
    nanoTime.addAndGet(Duration.ofSeconds(20).toNanos());
    assertEquals(
        new Speed(1000, 50, Duration.ofSeconds(60)), pace.after(Reports.position(10), 1000));
  }

  @Test
  void roundsOfAnEarlierProcessDoNotCount() {
    Pace pace = new Pace(nanoTime::get, 28);
    nanoTime.addAndGet(Duration.ofSeconds(4).toNanos());
    assertEquals(new Speed(100, 25, Duration.ofSeconds(20)), pace.after(Reports.position(30), 100));
  }

  @Test
  void aFinishedRunHasNoTimeLeft() {
    Pace pace = new Pace(nanoTime::get, 0);
    nanoTime.addAndGet(1);
    assertEquals(Duration.ZERO, pace.after(Reports.position(40), 1).remaining());
  }

  @Test
  void positionsBeyondTheRunAreRefused() {
    assertEquals(
        "expected an epoch of 1 to 10 and a round of 0 to 40, found epoch 11 and round 41",
        assertThrows(IllegalArgumentException.class, () -> new RoundPosition(11, 10, 41, 40))
            .getMessage());
  }
}
