package io.meanfield.datasets.source;

import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/** Files of one format, one a split, whose labels are not read. */
record UnlabelledFiles(SplitFiles splitFiles, Opener opener) implements SplitSource {

  /** Opens a split of one file without its labels. */
  @FunctionalInterface
  interface Opener extends Serializable {
    RawReader open(Storage storage, RawSplit split) throws IOException;
  }

  @Override
  public RawReader open(Storage storage, RawSplit split) throws IOException {
    return opener.open(storage, split);
  }

  @Override
  public UnlabelledFiles within(String folder) {
    return new UnlabelledFiles(splitFiles.within(folder), opener);
  }

  @Override
  public UnlabelledFiles unlabelled(List<String> inputs) {
    return new UnlabelledFiles(SplitFiles.inputs(inputs), opener);
  }
}
