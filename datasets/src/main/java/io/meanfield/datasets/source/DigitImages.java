package io.meanfield.datasets.source;

import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.util.List;

/** Files of small grey images whose labels are not read. */
record DigitImages(SplitFiles files, DigitsSource format) implements Source {

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
  public DigitImages within(String folder) {
    return new DigitImages(files.within(folder), format);
  }

  @Override
  public DigitImages unlabelled(List<String> inputs) {
    return new DigitImages(SplitFiles.inputs(inputs), format);
  }
}
