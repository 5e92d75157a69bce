package io.meanfield.datasets.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestCounterHash {

  @Test
  void aHashIsExtendedByOneCounterAtATime() {
    long hash = CounterHash.hash();
    for (long counter : new long[] {7, -1, 0}) {
      hash = CounterHash.extend(hash, counter);
    }
    assertEquals(CounterHash.hash(7, -1, 0), hash);
    assertEquals(CounterHash.uniform(7, -1, 0), CounterHash.fraction(hash));
  }

  @Test
  void fractionsReachFromZeroToAlmostOne() {
    assertEquals(0, CounterHash.fraction(0));
    assertEquals(1 - 0x1.0p-53, CounterHash.fraction(-1));
  }
}
