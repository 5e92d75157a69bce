package io.meanfield.datasets.transform;

import io.meanfield.datasets.Features;
import io.meanfield.datasets.source.Documents;
import io.meanfield.datasets.source.RawFeatures;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * From raw features to what shards hold. What had to be seen of the data first is in it. Immutable.
 */
public interface Encoding extends Serializable {

  /** What it makes of an example. */
  Features features();

  /** The names of the source's columns that it takes, in their order; of a table only. */
  default List<String> columnNames() {
    return List.of();
  }

  /**
   * One example as shards hold it, little-endian: unsigned bytes for images, int32 for tokens,
   * float32 for numbers and spectrograms.
   *
   * @throws IllegalArgumentException if the features are of another kind or size; the message says
   *     what was expected and what was found
   */
  byte[] encode(RawFeatures raw);

  /** Encodes as {@link #encode} does, many examples faster. */
  default Encoder newEncoder() {
    return this::encode;
  }

  /**
   * Makes the rows of one part of a split.
   *
   * @param blocks how examples are cut into blocks; empty if each is one row
   * @throws IllegalArgumentException if there are to be blocks of what is no text
   */
  default Packer newPacker(Optional<Documents> blocks) {
    if (blocks.isPresent()) {
      throw new IllegalArgumentException(
          "expected texts to cut into blocks, found " + features().getClass().getSimpleName());
    }
    Encoder encoder = newEncoder();
    return (raw, rows) -> rows.add(encoder.encode(raw));
  }

  /** Statistics of no example yet. */
  Statistics newStatistics();
}
