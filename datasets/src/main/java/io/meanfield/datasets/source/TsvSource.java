package io.meanfield.datasets.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Tab-separated values without any quoting, in UTF-8, with a header line. Empty lines are no
 * records.
 *
 * @param train the files that are divided as the configuration says
 * @param test the files that are the test part, if the data come with one
 */
public record TsvSource(
    List<String> train, @JsonProperty(defaultValue = "[]") List<String> test, Columns columns)
    implements TableSource {

  public TsvSource {
    SplitFiles files = new SplitFiles("train", train, test);
    train = files.train();
    test = files.test();
    columns.requireNoImage();
  }

  @Override
  public TableFiles tables() {
    return TableFiles.labelled(TableSyntax.TSV, train, test, columns);
  }

  @Override
  public TsvSource within(String folder) {
    return new TsvSource(FileNames.within(folder, train), FileNames.within(folder, test), columns);
  }
}
