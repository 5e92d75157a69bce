package io.meanfield.datasets.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
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
    implements Source {
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
  public List<RawSplit> splits(Storage storage) throws IOException {
    List<RawSplit> splits = new ArrayList<>();
    for (IdxFiles pair : pairs()) {
      boolean isTest = splits.size() >= train.size();
      String key = isTest ? "dataset.source.test" : "dataset.source.train";
      RawFile.check(storage, pair.images(), key);
      RawFile.check(storage, pair.labels(), key);
      splits.add(RawSplit.ofOne(splits.size(), pair.images(), isTest));
    }
    return List.copyOf(splits);
  }

  @Override
  public List<RawInput> inputs() {
    List<RawInput> inputs = new ArrayList<>();
    for (int i = 0; i < train.size(); i++) {
      inputs.addAll(train.get(i).inputs("train[%d]".formatted(i)));
    }
    for (int i = 0; i < test.size(); i++) {
      inputs.addAll(test.get(i).inputs("test[%d]".formatted(i)));
    }
    return List.copyOf(inputs);
  }

  @Override
  public RawReader open(Storage storage, RawSplit split) throws IOException {
    return IdxReader.open(storage, pairs().get(split.ordinal()), classes);
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

  private List<IdxFiles> pairs() {
    List<IdxFiles> pairs = new ArrayList<>(train);
    pairs.addAll(test);
    return pairs;
  }
}
