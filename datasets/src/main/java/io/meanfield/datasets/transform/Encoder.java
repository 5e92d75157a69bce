package io.meanfield.datasets.transform;

import io.meanfield.datasets.source.RawFeatures;

/** The first half of a transform, with memory of its own. Used by one thread. */
@FunctionalInterface
public interface Encoder {

  /**
   * One example as shards hold it; see {@link Encoding#encode}. It may be the array of the raw
   * features themselves, so it must not be changed.
   */
  byte[] encode(RawFeatures raw);
}
