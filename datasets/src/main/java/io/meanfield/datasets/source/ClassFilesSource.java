package io.meanfield.datasets.source;

import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The configuration of files of many examples, all examples of a file of one class. */
interface ClassFilesSource extends SplitSource {

  /** Divided as the configuration says; their order is that of the model's outputs. */
  List<ClassFiles> train();

  /** Those of the test part; none if the data come without one. */
  List<ClassFiles> test();

  /**
   * Opens a split of one file.
   *
   * @param label of all its records; empty if they are read for prediction
   */
  RawReader open(Storage storage, RawSplit split, Optional<RawLabel> label) throws IOException;

  @Override
  default SplitFiles splitFiles() {
    return new SplitFiles(
        "dataset.source.train", ClassFiles.files(train()), ClassFiles.files(test()));
  }

  @Override
  default List<String> labelNames(List<RawSplit> splits) {
    return ClassFiles.labels(train());
  }

  @Override
  default RawReader open(Storage storage, RawSplit split) throws IOException {
    RawLabel label =
        Stream.concat(train().stream(), test().stream())
            .filter(one -> one.files().contains(split.file()))
            .map(one -> new RawLabel.ClassName(one.label()))
            .findFirst()
            .orElseThrow();
    return open(storage, split, Optional.of(label));
  }

  @Override
  default Source unlabelled(List<String> inputs) {
    return new UnlabelledFiles(
        SplitFiles.inputs(inputs), (storage, split) -> open(storage, split, Optional.empty()));
  }

  /**
   * @throws IllegalArgumentException unless each class and file comes once, and the classes of the
   *     test part are among those to train on
   */
  static void require(List<ClassFiles> train, List<ClassFiles> test) {
    ClassFiles.requireDistinct(train);
    ClassFiles.requireDistinct(test);
    new SplitFiles("train", ClassFiles.files(train), ClassFiles.files(test));
    List<String> known = ClassFiles.labels(train);
    for (String label : ClassFiles.labels(test)) {
      if (!known.contains(label)) {
        throw new IllegalArgumentException(
            "expected in test the classes of train, %s, found %s".formatted(known, label));
      }
    }
  }
}
