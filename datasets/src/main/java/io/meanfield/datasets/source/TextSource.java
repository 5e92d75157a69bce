package io.meanfield.datasets.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.storage.StoredFile;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plain text without labels, for language models. Documents are divided into parts, and then cut
 * into blocks of the transform's {@code max-tokens}.
 *
 * <pre>
 * source: {format: text, train: [novels], document: file}
 * </pre>
 *
 * @param train files, and folders of files, that are divided as the configuration says
 * @param test the same of the test part, if the data come with one
 * @param document what of a file is one; a blank one is none
 * @param documents whether a block may have tokens of several of them
 * @param charset of all files, as Java names it; iso-8859-1 takes any bytes
 */
public record TextSource(
    List<String> train,
    @JsonProperty(defaultValue = "[]") List<String> test,
    @JsonProperty(defaultValue = "file") TextUnit document,
    @JsonProperty(defaultValue = "separate") Documents documents,
    @JsonProperty(defaultValue = "utf-8") String charset)
    implements Source {

  public TextSource {
    SplitFiles paths = new SplitFiles("train", train, test);
    train = paths.train();
    test = paths.test();
    TextCharset.ofAsciiBytes(charset);
  }

  @Override
  public List<RawSplit> splits(Storage storage) throws IOException {
    FileSplits splits = new FileSplits();
    splits.addTrain("", files(storage, train, "dataset.source.train"));
    splits.addTest("", files(storage, test, "dataset.source.test"));
    return splits.all();
  }

  /** A file without a byte has no document. */
  private static List<StoredFile> files(Storage storage, List<String> paths, String key)
      throws IOException {
    return UnlabelledFolders.files(storage, paths, key).stream()
        .filter(file -> file.bytes() > 0)
        .toList();
  }

  @Override
  public List<RawInput> inputs() {
    List<RawInput> inputs = new ArrayList<>();
    for (RawInput file : new SplitFiles("train", train, test).inputs()) {
      inputs.add(file.orFolder());
    }
    return List.copyOf(inputs);
  }

  @Override
  public boolean hasLabels() {
    return false;
  }

  @Override
  public boolean hasClasses() {
    return false;
  }

  @Override
  public Optional<Documents> blocks() {
    return Optional.of(documents);
  }

  @Override
  public RawReader open(Storage storage, RawSplit split) {
    return new FilesReader(split.files(), file -> open(storage, file));
  }

  @Override
  public TextSource within(String folder) {
    return new TextSource(
        FileNames.within(folder, train),
        FileNames.within(folder, test),
        document,
        documents,
        charset);
  }

  @Override
  public TextSource unlabelled(List<String> inputs) {
    return new TextSource(inputs, List.of(), document, documents, charset);
  }

  private RawReader open(Storage storage, String file) throws IOException {
    return LineReader.open(
        file,
        document.of(Lines.open(storage, file, document.maxBytes())),
        lines -> new TextLineParser(Charset.forName(charset), Optional.of(new RawLabel.None())));
  }
}
