package io.meanfield.datasets.source;

import java.io.Serializable;

/** Which of a file's records a split is made of. */
public sealed interface SplitExtent extends Serializable
    permits SplitExtent.Whole, RowGroups, ByteRange {
  SplitExtent WHOLE = new Whole();

  /** All of them. */
  record Whole() implements SplitExtent {}
}
