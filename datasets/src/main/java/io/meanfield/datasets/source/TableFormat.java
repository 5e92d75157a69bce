package io.meanfield.datasets.source;

import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;

/** How the rows of a table lie in a file. Immutable. */
interface TableFormat extends Serializable {

  /** What ends a row, where a file can be read from the start of any of them. */
  Optional<RecordEnd> recordEnd();

  /** Reads what a projection takes of each row in a split of one file. */
  RawReader open(Storage storage, RawSplit split, Projection projection) throws IOException;
}
