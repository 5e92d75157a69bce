package io.meanfield.datasets.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.util.List;

/**
 * Comma-separated values as RFC 4180 has them, in UTF-8, with a header line. Empty lines are no
 * records.
 *
 * @param train the files that are divided as the configuration says
 * @param test the files that are the test part, if the data come with one
 */
public record CsvSource(
    List<String> train, @JsonProperty(defaultValue = "[]") List<String> test, Columns columns)
    implements Source {

  public CsvSource {
    SplitFiles files = new SplitFiles("train", train, test);
    train = files.train();
    test = files.test();
  }

  @Override
  public List<RawSplit> splits(Storage storage) throws IOException {
    return tables().splits(storage);
  }

  @Override
  public List<RawInput> inputs() {
    return tables().inputs();
  }

  @Override
  public boolean hasClasses() {
    return columns.hasClasses();
  }

  @Override
  public RawReader open(Storage storage, RawSplit split) throws IOException {
    return tables().open(storage, split);
  }

  @Override
  public List<String> featureNames() {
    return columns.cellNames();
  }

  @Override
  public List<String> labelNames(List<RawSplit> splits) {
    return columns.targets();
  }

  @Override
  public CsvSource within(String folder) {
    return new CsvSource(FileNames.within(folder, train), FileNames.within(folder, test), columns);
  }

  @Override
  public Source unlabelled(List<String> files) {
    return tables().unlabelled(files);
  }

  private TableFiles tables() {
    return TableFiles.labelled(TableSyntax.CSV, train, test, columns);
  }
}
