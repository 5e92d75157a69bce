package io.meanfield.datasets.source;

import java.io.Serializable;
import java.util.List;

/** Two files that belong together record by record. */
interface FilePair extends Serializable {

  /** The one with the features, after which splits are called. */
  String first();

  String second();

  /**
   * Both with their places in the configuration.
   *
   * @param key of the pair
   */
  List<RawInput> inputs(String key);
}
