package io.meanfield.datasets.transform;

import static io.meanfield.datasets.transform.Examples.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestQuantiles {

  @Test
  void levelsAreStraightLinesBetweenTheKnotsAndFlatOutside() {
    Quantiles quantiles = new Quantiles(List.of(-2.0, 0.0, 10.0), List.of(0.1, 0.5, 1.0));
    assertEquals(0.1, quantiles.level(-1e30));
    assertEquals(0.1, quantiles.level(-2));
    assertEquals(0.3, quantiles.level(-1), 1e-15);
    assertEquals(0.5, quantiles.level(0));
    assertEquals(0.9, quantiles.level(8), 1e-15);
    assertEquals(1, quantiles.level(10));
    assertEquals(1, quantiles.level(1e30));
    assertEquals(0.5, new Quantiles(List.of(3.0), List.of(0.5)).level(4));
  }

  @Test
  void knotsThatAreNoLineAreRefused() {
    assertRefused(
        "expected as many values as levels, at least one, found 0 and 0",
        () -> new Quantiles(List.of(), List.of()));
    assertRefused(
        "expected as many values as levels, at least one, found 1 and 2",
        () -> new Quantiles(List.of(1.0), List.of(0.1, 0.2)));
    assertRefused(
        "expected ascending values from -1.7976931348623157E308 to 1.7976931348623157E308, found 1.0 as number 1",
        () -> new Quantiles(List.of(1.0, 1.0), List.of(0.1, 0.2)));
    assertRefused(
        "expected ascending levels from 0.0 to 1.0, found 1.1 as number 1",
        () -> new Quantiles(List.of(1.0, 2.0), List.of(0.1, 1.1)));
    assertRefused(
        "expected ascending levels from 0.0 to 1.0, found NaN as number 0",
        () -> new Quantiles(List.of(1.0), List.of(Double.NaN)));
  }
}
