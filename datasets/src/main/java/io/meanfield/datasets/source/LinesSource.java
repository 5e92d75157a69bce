package io.meanfield.datasets.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Text files with a document a line, all lines of a file of one class. Blank lines are no records.
 *
 * <pre>
 * source:
 *   format: lines
 *   train:
 *     - {label: negative, files: [rt-polarity.neg]}
 *     - {label: positive, files: [rt-polarity.pos]}
 *   charset: windows-1252
 * </pre>
 *
 * @param train the files that are divided as the configuration says; the order of the classes is
 *     that of the model's outputs
 * @param test the files that are the test part, if the data come with one
 * @param charset of all files, as Java names it; iso-8859-1 takes any bytes
 */
public record LinesSource(
    List<ClassFiles> train,
    @JsonProperty(defaultValue = "[]") List<ClassFiles> test,
    @JsonProperty(defaultValue = "utf-8") String charset)
    implements SplitSource {

  public LinesSource {
    train = ClassFiles.requireDistinct(train);
    test = ClassFiles.requireDistinct(test);
    new SplitFiles("train", ClassFiles.files(train), ClassFiles.files(test));
    TextCharset.ofAsciiBytes(charset);
    requireKnown(labels(train), labels(test));
  }

  @Override
  public SplitFiles splitFiles() {
    return new SplitFiles("dataset.source.train", ClassFiles.files(train), ClassFiles.files(test));
  }

  @Override
  public List<String> labelNames(List<RawSplit> splits) {
    return labels(train);
  }

  @Override
  public RawReader open(Storage storage, RawSplit split) throws IOException {
    return open(storage, split.file(), Optional.of(label(split.file())));
  }

  @Override
  public LinesSource within(String folder) {
    return new LinesSource(
        ClassFiles.within(folder, train), ClassFiles.within(folder, test), charset);
  }

  @Override
  public Source unlabelled(List<String> inputs) {
    return new UnlabelledFiles(
        SplitFiles.inputs(inputs), (storage, file) -> open(storage, file, Optional.empty()));
  }

  private RawReader open(Storage storage, String file, Optional<RawLabel> label)
      throws IOException {
    return LineReader.open(
        file,
        new NonBlankLines(Lines.open(storage, file)),
        lines -> new TextLineParser(Charset.forName(charset), label));
  }

  private RawLabel label(String file) {
    return Stream.concat(train.stream(), test.stream())
        .filter(one -> one.files().contains(file))
        .map(one -> new RawLabel.ClassName(one.label()))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> labels(List<ClassFiles> classes) {
    return classes.stream().map(ClassFiles::label).toList();
  }

  private static void requireKnown(List<String> known, List<String> tested) {
    for (String label : tested) {
      if (!known.contains(label)) {
        throw new IllegalArgumentException(
            "expected in test the classes of train, %s, found %s".formatted(known, label));
      }
    }
  }
}
