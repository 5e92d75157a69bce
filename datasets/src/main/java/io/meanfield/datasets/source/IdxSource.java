package io.meanfield.datasets.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;

/**
 * Grey images and their labels in pairs of idx files, as MNIST has them.
 *
 * @param test the pairs that are the test part, if the data come with one
 * @param classes the names of the labels from 0 on; if there are none, the numbers are the names
 */
public record IdxSource(
    List<IdxFiles> train,
    @JsonProperty(defaultValue = "[]") List<IdxFiles> test,
    @JsonProperty(defaultValue = "[]") List<String> classes)
    implements PairedSource<IdxFiles> {
  private static final int MAX_CLASSES = 256;

  public IdxSource {
    train = FileNames.requireSome("train", train);
    test = List.copyOf(test);
    classes = List.copyOf(classes);
    if (classes.size() > MAX_CLASSES || new HashSet<>(classes).size() != classes.size()) {
      throw new IllegalArgumentException(
          "expected at most %d classes, each once, found %s".formatted(MAX_CLASSES, classes));
    }
  }

  @Override
  public RawReader open(Storage storage, RawSplit split) throws IOException {
    return IdxReader.open(storage, pair(split), classes);
  }

  @Override
  public List<String> labelNames(List<RawSplit> splits) {
    return classes;
  }

  @Override
  public IdxSource within(String folder) {
    return new IdxSource(
        train.stream().map(pair -> pair.within(folder)).toList(),
        test.stream().map(pair -> pair.within(folder)).toList(),
        classes);
  }

  @Override
  public Source unlabelled(List<String> files) {
    return new UnlabelledFiles(
        SplitFiles.inputs(files), (storage, split) -> IdxImageReader.open(storage, split.file()));
  }
}
