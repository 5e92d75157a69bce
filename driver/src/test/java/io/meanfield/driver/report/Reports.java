package io.meanfield.driver.report;

import io.meanfield.driver.evaluate.MetricName;
import io.meanfield.driver.evaluate.MetricValue;
import java.time.Duration;
import java.util.Optional;

/** Round reports of a run of 10 epochs and 40 rounds. */
final class Reports {
  private Reports() {}

  static RoundReport before(long round) {
    return new RoundReport(position(round), 0.1234, Optional.empty(), speed(), 0.0123);
  }

  static RoundReport validated(long round) {
    return new RoundReport(
        position(round),
        0.1234,
        Optional.of(new MetricValue(MetricName.ACCURACY, 0.9712)),
        speed(),
        0.0123);
  }

  static RoundPosition position(long round) {
    return new RoundPosition((int) Math.max(1, (round + 3) / 4), 10, round, 40);
  }

  private static Speed speed() {
    return new Speed(100_000, 5321.4, Duration.ofMillis(42_900));
  }
}
