package io.meanfield.datasets.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

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
    implements ClassFilesSource {

  public LinesSource {
    train = List.copyOf(train);
    test = List.copyOf(test);
    ClassFilesSource.require(train, test);
    TextCharset.ofAsciiBytes(charset);
  }

  @Override
  public Optional<RecordEnd> recordEnd() {
    return Optional.of(RecordEnd.LINE_FEED);
  }

  @Override
  public RawReader open(Storage storage, RawSplit split, Optional<RawLabel> label)
      throws IOException {
    return LineReader.open(
        split,
        extent -> new NonBlankLines(Lines.open(storage, split.file(), extent)),
        lines -> new TextLineParser(Charset.forName(charset), label));
  }

  @Override
  public LinesSource within(String folder) {
    return new LinesSource(
        ClassFiles.within(folder, train), ClassFiles.within(folder, test), charset);
  }
}
