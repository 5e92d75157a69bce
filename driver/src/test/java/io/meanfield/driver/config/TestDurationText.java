package io.meanfield.driver.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestDurationText {

  @Test
  void aWholeNumberAndAUnitAreADuration() {
    assertEquals(Optional.of(Duration.ofMillis(500)), DurationText.parse("500ms"));
    assertEquals(Optional.of(Duration.ofSeconds(30)), DurationText.parse("30 s"));
    assertEquals(Optional.of(Duration.ofMinutes(10)), DurationText.parse("10 min"));
    assertEquals(Optional.of(Duration.ofHours(2)), DurationText.parse("2 h"));
  }

  @Test
  void durationsAreFormattedInTheLargestUnitWithoutAFraction() {
    assertEquals("0 s", DurationText.format(Duration.ZERO));
    assertEquals("90 min", DurationText.format(Duration.ofMinutes(90)));
    assertEquals("1500 ms", DurationText.format(Duration.ofMillis(1500)));
  }

  @Test
  void anythingElseIsNone() {
    for (String text : List.of("", "5", "s", "-5 s", "1.5 h", "5 m", "5 S", "PT5S", "9999999 h")) {
      assertEquals(Optional.empty(), DurationText.parse(text), text);
    }
  }

  @Test
  void whatIsFormattedIsParsedAsTheSameDuration() {
    Random random = new Random(3);
    for (int i = 0; i < 1000; i++) {
      Duration duration = Duration.ofNanos(random.nextLong() >>> (1 + random.nextInt(60)));
      assertEquals(
          Optional.of(duration),
          DurationText.parse(DurationText.format(duration)),
          duration::toString);
    }
  }
}
