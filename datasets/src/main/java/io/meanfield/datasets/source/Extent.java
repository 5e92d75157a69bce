package io.meanfield.datasets.source;

import java.io.Serializable;

/** Which of a file's records a split is made of. */
public sealed interface Extent extends Serializable permits Extent.Whole, RowGroups, ByteRange {
  Extent WHOLE = new Whole();

  /** All of them. */
  record Whole() implements Extent {}
}
