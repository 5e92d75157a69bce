package io.meanfield.datasets.describe;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * Features that several examples have in a way that somebody should know of.
 *
 * @param numFeatures different features
 * @param numExamples that it concerns; see {@link Repeats}
 * @param first the first {@value #MAX_LISTED}, by their places
 */
public record Finding(long numFeatures, long numExamples, List<Repeat> first)
    implements Serializable {
  public static final int MAX_LISTED = 5;

  static final Finding NONE = new Finding(0, 0, List.of());

  public Finding {
    first = List.copyOf(first);
  }

  Finding and(Finding other) {
    return new Finding(
        numFeatures + other.numFeatures,
        numExamples + other.numExamples,
        Stream.concat(first.stream(), other.first.stream())
            .sorted(Repeat.ORDER)
            .limit(MAX_LISTED)
            .toList());
  }
}
