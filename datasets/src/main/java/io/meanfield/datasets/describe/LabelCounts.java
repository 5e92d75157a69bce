package io.meanfield.datasets.describe;

import io.meanfield.datasets.Labels;
import io.meanfield.datasets.Part;
import java.io.Serializable;
import java.nio.ByteBuffer;

/** Counts of encoded labels, to be merged in any order. Used by one thread. */
interface LabelCounts extends Serializable {

  static LabelCounts of(Labels labels) {
    return labels instanceof Labels.Classes
        ? new ClassCounts(labels.names().size())
        : new TargetCounts(labels.names());
  }

  /**
   * @param encoded the remaining bytes are one encoded label (little-endian order)
   */
  void add(Part part, ByteBuffer encoded);

  /** Takes in those of the same labels. */
  void merge(LabelCounts other);

  LabelSummary finish();
}
