package io.meanfield.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestSpread {

  @Test
  void theMedianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
    assertEquals(new Spread(2.5, 1, 9), Spread.of(List.of(9.0, 2.0, 1.0, 3.0)));
  }

  @Test
  void theMedianOfAnOddNumberIsOneOfThem() {
    assertEquals(new Spread(3, 1, 7), Spread.of(List.of(3.0, 7.0, 1.0)));
  }
}
