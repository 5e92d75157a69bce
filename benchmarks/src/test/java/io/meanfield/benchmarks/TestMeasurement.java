package io.meanfield.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestMeasurement {

  @Test
  void crossesBetweenProcessesUnchanged() {
    Measurement measurement = new Measurement(7, 2_000_000_001L, 1_999_999_999L, 5);
    assertEquals(measurement, Measurement.ofLine(measurement.toLine()));
  }
}
