package io.meanfield.datasets.source;

import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Tables of one format with the same columns, one file a split. */
record TableFiles(TableFormat format, SplitFiles splitFiles, Projection projection)
    implements SplitSource, ProjectedSource {

  /** The tables of a configuration, with labels. */
  static TableFiles labelled(
      TableFormat format, List<String> train, List<String> test, Columns columns) {
    return new TableFiles(
        format,
        new SplitFiles("dataset.source.train", train, test),
        Projection.of(columns, Labelling.LABELLED));
  }

  /**
   * Opens the first file on the driver, so that what its header lacks is said before any is read.
   */
  @Override
  public List<RawSplit> splits(Storage storage) throws IOException {
    List<RawSplit> splits = splitFiles.splits(storage);
    open(storage, splits.get(0)).close();
    return splits;
  }

  @Override
  public Optional<RecordEnd> recordEnd() {
    return format.recordEnd();
  }

  @Override
  public RawReader open(Storage storage, RawSplit split) throws IOException {
    return format.open(storage, split, projection);
  }

  @Override
  public TableFiles withProjection(Projection other) {
    return new TableFiles(format, splitFiles, other);
  }

  @Override
  public TableFiles within(String folder) {
    return new TableFiles(format, splitFiles.within(folder), projection);
  }

  @Override
  public TableFiles unlabelled(List<String> inputs) {
    return new TableFiles(
        format,
        SplitFiles.inputs(inputs),
        Projection.of(projection.columns(), Labelling.UNLABELLED));
  }
}
