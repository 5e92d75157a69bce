package io.meanfield.datasets.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Lines of a label and numbers with their places, as LIBSVM and SVMlight have them: {@code +1 3:0.5
 * 17:1 # a comment}. Places ascend; a number that is not there is 0. They become dense rows, so
 * this is for files of some thousand features at most.
 *
 * <pre>
 * source:
 *   format: libsvm
 *   train: [a9a]
 *   test: [a9a.t]
 *   num-features: 123
 * </pre>
 *
 * @param train the files that are divided as the configuration says
 * @param test the files that are the test part, if the data come with one
 * @param numFeatures how many numbers a row has
 * @param label whether the first number of a line is a class or a target
 * @param firstIndex the place of the first feature, 1 or 0
 */
public record LibsvmSource(
    List<String> train,
    @JsonProperty(defaultValue = "[]") List<String> test,
    int numFeatures,
    @JsonProperty(defaultValue = "class") LibsvmLabel label,
    @JsonProperty(defaultValue = "1") int firstIndex)
    implements SplitSource {
  private static final int MAX_FEATURES = 1 << 20;

  public LibsvmSource {
    SplitFiles files = new SplitFiles("train", train, test);
    train = files.train();
    test = files.test();
    if (numFeatures < 1 || numFeatures > MAX_FEATURES) {
      throw new IllegalArgumentException(
          "expected num-features from 1 to %d, found %d".formatted(MAX_FEATURES, numFeatures));
    }
    if (firstIndex != 0 && firstIndex != 1) {
      throw new IllegalArgumentException("expected a first-index of 0 or 1, found " + firstIndex);
    }
  }

  @Override
  public boolean hasClasses() {
    return label == LibsvmLabel.CLASS;
  }

  @Override
  public Optional<RecordEnd> recordEnd() {
    return Optional.of(RecordEnd.LINE_FEED);
  }

  @Override
  public RawReader open(Storage storage, RawSplit split) throws IOException {
    return open(storage, split, Labelling.LABELLED);
  }

  @Override
  public List<String> featureNames() {
    return IntStream.range(0, numFeatures).mapToObj(i -> "x" + (firstIndex + i)).toList();
  }

  @Override
  public LibsvmSource within(String folder) {
    return new LibsvmSource(
        FileNames.within(folder, train),
        FileNames.within(folder, test),
        numFeatures,
        label,
        firstIndex);
  }

  /** The lines may have a label or not. */
  @Override
  public Source unlabelled(List<String> inputs) {
    return new UnlabelledFiles(
        SplitFiles.inputs(inputs), (storage, split) -> open(storage, split, Labelling.UNLABELLED));
  }

  RawReader open(Storage storage, RawSplit split, Labelling labelling) throws IOException {
    return LineReader.open(
        split,
        extent ->
            new CommentedLines(Lines.open(storage, split.file(), extent), LibsvmParser.COMMENT),
        lines -> new LibsvmParser(this, labelling));
  }

  @Override
  public SplitFiles splitFiles() {
    return new SplitFiles("dataset.source.train", train, test);
  }
}
