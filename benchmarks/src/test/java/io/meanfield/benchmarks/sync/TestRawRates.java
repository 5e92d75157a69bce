package io.meanfield.benchmarks.sync;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TestRawRates {
  private static final long BYTES = 1 << 22;
  private static final double LEAST = 1e6; // bytes a second, of any machine

  @Test
  void twoProcessesMoveBytesOneWayAndBothWays(@TempDir Path folder) {
    RawRates rates = RawRates.measure(folder, Seat.HERE, Seat.HERE, BYTES);
    assertTrue(rates.oneWay() > LEAST && rates.bothWays() > LEAST, rates::toString);
  }
}
