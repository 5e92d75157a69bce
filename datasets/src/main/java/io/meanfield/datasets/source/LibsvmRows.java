package io.meanfield.datasets.source;

import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.util.List;

/** Rows in the format of a LIBSVM source, whose labels are not read. */
record LibsvmRows(SplitFiles files, LibsvmSource format) implements Source {

  @Override
  public List<RawSplit> splits(Storage storage) throws IOException {
    return files.splits(storage);
  }

  @Override
  public List<RawInput> inputs() {
    return files.inputs();
  }

  @Override
  public RawReader open(Storage storage, RawSplit split) throws IOException {
    return format.open(storage, split.file(), Labelling.UNLABELLED);
  }

  @Override
  public List<String> featureNames() {
    return format.featureNames();
  }

  @Override
  public LibsvmRows within(String folder) {
    return new LibsvmRows(files.within(folder), format);
  }

  @Override
  public Source unlabelled(List<String> inputs) {
    return format.unlabelled(inputs);
  }
}
