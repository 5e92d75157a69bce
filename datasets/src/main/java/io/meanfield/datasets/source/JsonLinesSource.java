package io.meanfield.datasets.source;

import com.fasterxml.jackson.annotation.JsonProperty;
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
    implements TableSource {

  public JsonLinesSource {
    SplitFiles files = new SplitFiles("train", train, test);
    train = files.train();
    test = files.test();
    columns.requireNoImage();
  }

  @Override
  public TableFiles tables() {
    return TableFiles.labelled(TableSyntax.JSON_LINES, train, test, columns);
  }

  @Override
  public JsonLinesSource within(String folder) {
    return new JsonLinesSource(
        FileNames.within(folder, train), FileNames.within(folder, test), columns);
  }
}
