package io.meanfield.datasets.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.util.List;

/**
 * Lines that are a JSON object each, in UTF-8; the columns are its keys. Empty lines are no
 * records.
 *
 * @param train the files that are divided as the configuration says
 * @param test the files that are the test part, if the data come with one
 */
public record JsonLinesSource(
    List<String> train, @JsonProperty(defaultValue = "[]") List<String> test, Columns columns)
    implements Source {

  public JsonLinesSource {
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
  public JsonLinesSource within(String folder) {
    return new JsonLinesSource(
        FileNames.within(folder, train), FileNames.within(folder, test), columns);
  }

  @Override
  public Source unlabelled(List<String> files) {
    return tables().unlabelled(files);
  }

  private TableFiles tables() {
    return TableFiles.labelled(TableSyntax.JSON_LINES, train, test, columns);
  }
}
