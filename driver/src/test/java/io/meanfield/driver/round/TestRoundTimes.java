package io.meanfield.driver.round;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When a round is late. */
@Tag("unit")
class TestRoundTimes {
  private final RoundTimes times = new RoundTimes(3);

  @Test
  void theFirstRoundIsNeverLate() {
    assertEquals(OptionalLong.empty(), times.deadline(10));
  }

  @Test
  void aRoundIsLateAfterAMultipleOfTheMedian() {
    times.add(100, 10);
    times.add(9000, 10);
    times.add(120, 10);
    assertEquals(OptionalLong.of(360), times.deadline(10));
  }

  @Test
  void aLongerRoundHasMoreTimeAndAShorterOneNoLess() {
    times.add(100, 10);
    assertEquals(OptionalLong.of(3000), times.deadline(100));
    assertEquals(OptionalLong.of(300), times.deadline(1));
  }

  @Test
  void whatIsLongAgoIsForgotten() {
    for (int i = 0; i < 100; i++) {
      times.add(1000, 10);
    }
    for (int i = 0; i < 99; i++) {
      times.add(10, 10);
    }
    assertEquals(OptionalLong.of(30), times.deadline(10));
  }
}
