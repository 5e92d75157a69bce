package io.meanfield.datasets.source;

import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.util.List;

/** The configuration of files that are an example each, in one folder a class. */
interface FolderSource extends Source {

  /** The folder with the folders of the classes, which is divided as the configuration says. */
  String train();

  /** Such a folder with the test part; empty if the data come without one. */
  String test();

  FileParser.Factory parsers();

  @Override
  default List<RawSplit> splits(Storage storage) throws IOException {
    FileSplits splits = new FileSplits();
    splits.addTrain(train(), new ClassFolders(train()).files(storage, "dataset.source.train"));
    if (!test().isEmpty()) {
      splits.addTest(test(), new ClassFolders(test()).files(storage, "dataset.source.test"));
    }
    return splits.all();
  }

  @Override
  default List<RawInput> inputs() {
    RawInput first = RawInput.folder("train", train());
    return test().isEmpty() ? List.of(first) : List.of(first, RawInput.folder("test", test()));
  }

  /** The names of the folders in the training part, in the order of {@link ClassNames}. */
  @Override
  default List<String> labelNames(List<RawSplit> splits) {
    return new ClassFolders(train())
        .names(
            splits.stream()
                .filter(split -> !split.isTest())
                .flatMap(split -> split.files().stream())
                .toList());
  }

  @Override
  default RawReader open(Storage storage, RawSplit split) {
    return new WholeFileReader(
        storage,
        split.files(),
        new ClassFolders(split.isTest() ? test() : train()),
        parsers().newParser());
  }

  @Override
  default Source unlabelled(List<String> paths) {
    return new UnlabelledFolders(paths, parsers());
  }

  /**
   * @throws IllegalArgumentException unless there is a folder to train on and another one to test
   */
  static void require(String train, String test) {
    FileNames.requireDistinct(test.isEmpty() ? List.of(train) : List.of(train, test));
  }

  /** A folder's path, taken from another one; nothing stays nothing. */
  static String within(String folder, String path) {
    return path.isEmpty() ? path : FileNames.within(folder, path);
  }
}
