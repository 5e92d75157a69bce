package io.meanfield.datasets.source;

import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.util.List;

/** Grey images in idx files, without labels. */
record IdxImages(SplitFiles files) implements Source {

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
    return IdxImageReader.open(storage, split.file());
  }

  @Override
  public IdxImages within(String folder) {
    return new IdxImages(files.within(folder));
  }

  @Override
  public IdxImages unlabelled(List<String> inputs) {
    return new IdxImages(SplitFiles.inputs(inputs));
  }
}
