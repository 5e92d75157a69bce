package io.meanfield.datasets.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;

/**
 * Texts and their translations in pairs of files: line n of the one belongs to line n of the other.
 * Lines that are blank on both sides are no records.
 *
 * <pre>
 * source:
 *   format: parallel-text
 *   train: [{source: train.en, target: train.fr}]
 * </pre>
 *
 * @param train the pairs that are divided as the configuration says, a task each
 * @param test the pairs that are the test part, if the data come with one
 * @param charset of all files, as Java names it; iso-8859-1 takes any bytes
 */
public record ParallelTextSource(
    List<ParallelFiles> train,
    @JsonProperty(defaultValue = "[]") List<ParallelFiles> test,
    @JsonProperty(defaultValue = "utf-8") String charset)
    implements PairedSource<ParallelFiles> {

  public ParallelTextSource {
    train = FileNames.requireSome("train", train);
    test = List.copyOf(test);
    TextCharset.ofAsciiBytes(charset);
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
  public RawReader open(Storage storage, RawSplit split) throws IOException {
    return ParallelReader.open(storage, pair(split), Charset.forName(charset));
  }

  @Override
  public ParallelTextSource within(String folder) {
    return new ParallelTextSource(
        train.stream().map(pair -> pair.within(folder)).toList(),
        test.stream().map(pair -> pair.within(folder)).toList(),
        charset);
  }

  /** Files of texts to translate, a line each. */
  @Override
  public Source unlabelled(List<String> files) {
    return new UnlabelledFiles(
        SplitFiles.inputs(files),
        (storage, split) ->
            ParallelReader.untranslated(storage, split.file(), Charset.forName(charset)));
  }
}
