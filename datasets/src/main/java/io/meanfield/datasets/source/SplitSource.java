package io.meanfield.datasets.source;

import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.util.List;

/** A source of which every file is a split. */
interface SplitSource extends Source {

  SplitFiles splitFiles();

  @Override
  default List<RawSplit> splits(Storage storage) throws IOException {
    return splitFiles().splits(storage);
  }

  @Override
  default List<RawInput> inputs() {
    return splitFiles().inputs();
  }
}
