package io.meanfield.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestProcessors {

  @Test
  void aListOfRangesAndNumbersIsReadInOrder() {
    assertEquals(List.of(0, 1, 2, 5, 8, 9), Processors.numbers("0-2,5,8-9"));
  }
}
