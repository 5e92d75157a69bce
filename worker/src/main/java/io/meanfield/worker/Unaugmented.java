package io.meanfield.worker;

import io.meanfield.datasets.augment.AugmentationConfig;

/**
 * Equal, as Jackson asks, to the augmentation that a configuration is written without, so that
 * configurations from before there was any keep their hashes.
 */
final class Unaugmented {

  @Override
  public boolean equals(Object value) {
    return AugmentationConfig.NONE.equals(value);
  }

  @Override
  public int hashCode() {
    return 0;
  }
}
