package io.meanfield.worker;

import io.meanfield.worker.sync.Contribution;

/** Contributions as wrong implementations would make them. */
final class Contributions {
  private Contributions() {}

  /** End minus start instead of start minus end. */
  static Contribution negated(Contribution right) {
    float[] values = right.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = -values[i];
    }
    return new Contribution(right.replica(), right.numExamples(), values);
  }

  /** Every replica counts the same, whatever it processed. */
  static Contribution unweighted(Contribution right) {
    return new Contribution(right.replica(), 1, right.values());
  }
}
