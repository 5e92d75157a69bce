package io.meanfield.datasets.transform;

import java.io.Serializable;
import java.util.Optional;

/**
 * What a transform has to know of the encoded training examples: sums or counts, taken while shards
 * are written and mergeable in a fixed order.
 */
public interface Statistics extends Serializable {

  void add(byte[] encoded);

  /** Takes in what other ones have seen, which comes after what these have seen. */
  void merge(Statistics later);

  /**
   * @throws io.meanfield.datasets.DataException if nothing was seen
   */
  Transform finish();

  /** What to tell of the examples when they are ingested. */
  default Optional<String> remark() {
    return Optional.empty();
  }
}
