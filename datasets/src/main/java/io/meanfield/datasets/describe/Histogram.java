package io.meanfield.datasets.describe;

import java.util.List;

/**
 * How many numbers lie in each of several ranges of equal width.
 *
 * @param min start of the first range
 * @param max end of the last one, which is in it
 * @param counts [ranges]
 */
public record Histogram(double min, double max, List<Long> counts) {
  public Histogram {
    counts = List.copyOf(counts);
  }
}
