package io.meanfield.datasets.source;

import com.fasterxml.jackson.annotation.JsonProperty;
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
    implements TableSource {

  public CsvSource {
    SplitFiles files = new SplitFiles("train", train, test);
    train = files.train();
    test = files.test();
    columns.requireNoImage();
  }

  @Override
  public TableFiles tables() {
    return TableFiles.labelled(TableSyntax.CSV, train, test, columns);
  }

  @Override
  public CsvSource within(String folder) {
    return new CsvSource(FileNames.within(folder, train), FileNames.within(folder, test), columns);
  }
}
