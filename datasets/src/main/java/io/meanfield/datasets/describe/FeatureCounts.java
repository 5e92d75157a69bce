package io.meanfield.datasets.describe;

import io.meanfield.datasets.Features;
import java.io.Serializable;
import java.nio.ByteBuffer;

/** Counts of encoded features, to be merged in any order. Used by one thread. */
interface FeatureCounts extends Serializable {

  static FeatureCounts of(Features features) {
    if (features instanceof Features.Image image) {
      return new PixelCounts(image.channels());
    }
    if (features instanceof Features.Spectrogram spectrogram) {
      return new BandCounts(spectrogram.numBands());
    }
    if (features instanceof Features.TokenPair pair) {
      return new TokenPairCounts(pair);
    }
    return features instanceof Features.Tokens tokens
        ? new TokenCounts(tokens)
        : new RowCounts(((Features.Numbers) features).names());
  }

  /**
   * @param encoded the remaining bytes are one encoded example (little-endian order)
   */
  void add(ByteBuffer encoded);

  /** Takes in those of the same features. */
  void merge(FeatureCounts other);

  FeatureSummary finish();
}
