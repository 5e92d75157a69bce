package io.meanfield.datasets.transform;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;

/**
 * The ranks of a column's numbers, as the quantile transform of scikit-learn has them
 * (https://scikit-learn.org/stable/modules/preprocessing.html#quantile-transform): at most {@value
 * #MAX_KNOTS} numbers of the training part with the share of the others that are smaller, and
 * straight lines between them. Numbers that are equal have the middle of their ranks, so the line
 * is one without steps. What lies outside has the rank of the smallest or the largest.
 *
 * @param values [knots], ascending
 * @param levels [knots], from 0 to 1, ascending
 */
record Quantiles(List<Double> values, List<Double> levels) implements Serializable {
  static final int MAX_KNOTS = 256;

  Quantiles {
    values = List.copyOf(values);
    levels = List.copyOf(levels);
    if (values.isEmpty() || values.size() != levels.size()) {
      throw new IllegalArgumentException(
          "expected as many values as levels, at least one, found %d and %d"
              .formatted(values.size(), levels.size()));
    }
    requireAscending("values", values, -Double.MAX_VALUE, Double.MAX_VALUE);
    requireAscending("levels", levels, 0, 1);
  }

  /** The share of the training part's numbers that are smaller, from 0 to 1. */
  double level(double value) {
    return interpolated(values, levels, value);
  }

  /** The number with that rank. */
  double value(double level) {
    return interpolated(levels, values, level);
  }

  private static double interpolated(List<Double> from, List<Double> to, double at) {
    int place = Collections.binarySearch(from, at);
    if (place >= 0) {
      return to.get(place);
    }
    int next = -place - 1;
    if (next == 0 || next == from.size()) {
      return to.get(Math.max(0, next - 1));
    }
    double low = from.get(next - 1);
    double share = (at - low) / (from.get(next) - low);
    double lowEnd = to.get(next - 1);
    return lowEnd + share * (to.get(next) - lowEnd);
  }

  private static void requireAscending(String name, List<Double> numbers, double min, double max) {
    for (int i = 0; i < numbers.size(); i++) {
      double number = numbers.get(i);
      if (!(number >= min && number <= max) || (i > 0 && number <= numbers.get(i - 1))) {
        throw new IllegalArgumentException(
            "expected ascending %s from %s to %s, found %s as number %d"
                .formatted(name, min, max, number, i));
      }
    }
  }
}
