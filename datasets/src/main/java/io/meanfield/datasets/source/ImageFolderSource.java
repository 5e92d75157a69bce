package io.meanfield.datasets.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.util.List;

/**
 * Image files in one folder a class: {@code train/cat/tom.png} is of the class {@code cat}, and so
 * is {@code train/cat/old/felix.jpg}. What has a dot or an underscore in front is left out.
 *
 * @param train the folder with the folders of the classes, which is divided as the configuration
 *     says
 * @param test such a folder with the test part, if the data come with one
 */
public record ImageFolderSource(String train, @JsonProperty(defaultValue = "''") String test)
    implements Source {

  public ImageFolderSource {
    FileNames.requireDistinct(test.isEmpty() ? List.of(train) : List.of(train, test));
  }

  @Override
  public List<RawSplit> splits(Storage storage) throws IOException {
    FileSplits splits = new FileSplits();
    splits.addTrain(train, new ClassFolders(train).files(storage, "dataset.source.train"));
    if (!test.isEmpty()) {
      splits.addTest(test, new ClassFolders(test).files(storage, "dataset.source.test"));
    }
    return splits.all();
  }

  @Override
  public List<RawInput> inputs() {
    RawInput first = RawInput.folder("train", train);
    return test.isEmpty() ? List.of(first) : List.of(first, RawInput.folder("test", test));
  }

  /** The names of the folders in the training part, in the order of {@link ClassNames}. */
  @Override
  public List<String> labelNames(List<RawSplit> splits) {
    return new ClassFolders(train)
        .names(
            splits.stream()
                .filter(split -> !split.isTest())
                .flatMap(split -> split.files().stream())
                .toList());
  }

  @Override
  public RawReader open(Storage storage, RawSplit split) {
    return new ImageFileReader(
        storage, split.files(), new ClassFolders(split.isTest() ? test : train));
  }

  @Override
  public ImageFolderSource within(String folder) {
    return new ImageFolderSource(
        FileNames.within(folder, train), test.isEmpty() ? test : FileNames.within(folder, test));
  }

  @Override
  public Source unlabelled(List<String> paths) {
    return new UnlabelledImages(paths);
  }
}
