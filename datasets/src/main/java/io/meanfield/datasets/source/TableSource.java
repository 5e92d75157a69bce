package io.meanfield.datasets.source;

import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The configuration of tables of one format. */
interface TableSource extends Source {

  /** What does the reading. */
  Source tables();

  @Override
  default List<RawSplit> splits(Storage storage) throws IOException {
    return tables().splits(storage);
  }

  @Override
  default List<RawInput> inputs() {
    return tables().inputs();
  }

  @Override
  default Optional<RecordEnd> recordEnd() {
    return tables().recordEnd();
  }

  @Override
  default boolean hasLabels() {
    return tables().hasLabels();
  }

  @Override
  default boolean hasClasses() {
    return tables().hasClasses();
  }

  @Override
  default RawReader open(Storage storage, RawSplit split) throws IOException {
    return tables().open(storage, split);
  }

  @Override
  default List<String> featureNames() {
    return tables().featureNames();
  }

  @Override
  default List<String> labelNames(List<RawSplit> splits) {
    return tables().labelNames(splits);
  }

  @Override
  default Source keyedBy(KeyColumn column) {
    return tables().keyedBy(column);
  }

  @Override
  default Source unlabelled(List<String> files) {
    return tables().unlabelled(files);
  }
}
