package io.meanfield.datasets.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;

/**
 * Colour images of 32 x 32 pixels in the binary format of CIFAR (Krizhevsky, "Learning Multiple
 * Layers of Features from Tiny Images", 2009).
 *
 * @param train the files that are divided as the configuration says
 * @param test the files that are the test part, if the data come with one
 * @param labelBytes before each image: 1 in CIFAR-10, 2 in CIFAR-100, of which the last is the
 *     class
 * @param classes the names of the labels from 0 on; if there are none, the numbers are the names
 */
public record CifarSource(
    List<String> train,
    @JsonProperty(defaultValue = "[]") List<String> test,
    @JsonProperty(defaultValue = "1") int labelBytes,
    @JsonProperty(defaultValue = "[]") List<String> classes)
    implements SplitSource {

  public CifarSource {
    SplitFiles files = new SplitFiles("train", train, test);
    train = files.train();
    test = files.test();
    classes = List.copyOf(classes);
    if (labelBytes != 1 && labelBytes != 2) {
      throw new IllegalArgumentException("expected 1 or 2 label-bytes, found " + labelBytes);
    }
    if (new HashSet<>(classes).size() != classes.size()) {
      throw new IllegalArgumentException("expected each class once, found " + classes);
    }
  }

  @Override
  public List<String> labelNames(List<RawSplit> splits) {
    return classes;
  }

  @Override
  public RawReader open(Storage storage, RawSplit split) throws IOException {
    return open(storage, split.file(), Labelling.LABELLED);
  }

  @Override
  public CifarSource within(String folder) {
    return new CifarSource(
        FileNames.within(folder, train), FileNames.within(folder, test), labelBytes, classes);
  }

  /** Of files in the same format, whose labels may be anything. */
  @Override
  public Source unlabelled(List<String> inputs) {
    return new UnlabelledFiles(
        SplitFiles.inputs(inputs),
        (storage, split) -> open(storage, split.file(), Labelling.UNLABELLED));
  }

  private RawReader open(Storage storage, String file, Labelling labelling) throws IOException {
    return new CifarReader(file, RawFile.open(storage, file), this, labelling);
  }

  @Override
  public SplitFiles splitFiles() {
    return new SplitFiles("dataset.source.train", train, test);
  }
}
