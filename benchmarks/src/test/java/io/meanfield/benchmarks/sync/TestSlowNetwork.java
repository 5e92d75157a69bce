package io.meanfield.benchmarks.sync;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.meanfield.benchmarks.NotAvailableException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TestSlowNetwork {
  private static final Link LINK = new Link("slow", 40_000_000, Duration.ofMillis(10));
  private static final double BYTES_A_SECOND = 5_000_000;
  private static final long BYTES = 10_000_000;

  @Test
  void bytesArriveAtTheSpeedOfTheLinkInBothDirections(@TempDir Path folder) {
    try (SlowNetwork network = new SlowNetwork(folder, 3, LINK)) {
      RawRates rates = RawRates.measure(folder, network.seat(1), network.seat(2), BYTES);
      for (double rate : new double[] {rates.oneWay(), rates.bothWays()}) {
        // What was underway at the first byte counts as received at once.
        assertTrue(rate < 1.2 * BYTES_A_SECOND, rates::toString);
        assertTrue(rate > 0.3 * BYTES_A_SECOND, rates::toString); // other work takes processors
      }
    } catch (NotAvailableException e) {
      abort(e.getMessage());
    }
  }
}
