package io.meanfield.datasets.source;

import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/**
 * Raw data in one format: a record of its configuration that knows how to read itself. Immutable.
 */
public interface Source extends Serializable {

  /** The splits in a fixed order. A file that does not exist is a DataException naming it. */
  List<RawSplit> splits(Storage storage) throws IOException;

  /** Opens one of the splits. */
  RawReader open(Storage storage, RawSplit split) throws IOException;
}
