package io.meanfield.datasets.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Tables in the attribute-relation file format of Weka
 * (https://waikato.github.io/weka-wiki/formats_and_processing/arff_stable/), in UTF-8. What the
 * attributes are for is told by {@code columns}; a value that a nominal attribute does not have
 * makes a bad record, and the dates of a date attribute may be written as its pattern says. A
 * question mark is a missing value. Sparse rows are bad records.
 *
 * <pre>
 * source:
 *   format: arff
 *   train: [houses.arff]
 *   columns:
 *     numbers: [area]
 *     categories: [quarter]
 *     label: sold
 * </pre>
 *
 * @param train the files that are divided as the configuration says
 * @param test the files that are the test part, if the data come with one
 */
public record ArffSource(
    List<String> train, @JsonProperty(defaultValue = "[]") List<String> test, Columns columns)
    implements TableSource {

  public ArffSource {
    SplitFiles files = new SplitFiles("train", train, test);
    train = files.train();
    test = files.test();
    columns.requireNoImage();
  }

  @Override
  public TableFiles tables() {
    return TableFiles.labelled(TableSyntax.ARFF, train, test, columns);
  }

  @Override
  public ArffSource within(String folder) {
    return new ArffSource(FileNames.within(folder, train), FileNames.within(folder, test), columns);
  }
}
