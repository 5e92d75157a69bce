package io.meanfield.datasets.transform;

import io.meanfield.datasets.source.RawFeatures;
import java.io.Serializable;

/**
 * An encoding in the making: what is learned of raw training examples, mergeable in a fixed order.
 */
public interface Fitting extends Serializable {

  /**
   * @throws IllegalArgumentException if the features do not go with those seen so far
   */
  void add(RawFeatures raw);

  /** Takes in what another one has seen, which comes after what this one has seen. */
  void merge(Fitting other);

  /**
   * @throws io.meanfield.datasets.DataException if nothing was seen
   */
  Encoding finish();
}
