package io.meanfield.datasets.describe;

import java.io.Serializable;
import java.util.Comparator;

/**
 * Two examples of the same features, of all that have them.
 *
 * @param numExamples that have them, in the whole data set
 */
public record Repeat(Place first, Place second, long numExamples) implements Serializable {
  static final Comparator<Repeat> ORDER =
      Comparator.comparing(Repeat::first).thenComparing(Repeat::second);
}
