package io.meanfield.datasets.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Tables in Apache Parquet (https://parquet.apache.org/docs/file-format/). What the columns are for
 * is told by {@code columns}; only these are read. Nulls are missing values, as are texts and NaN
 * that {@code columns.missing} names. Times are those of the clock that is stored, without an
 * offset. An image is a column of bytes, or a group with a column {@code bytes}, of a file that
 * {@code image-folder} would read, or a group of Spark's data source {@code image}. Lists, maps and
 * other groups are no columns of a model.
 *
 * <pre>
 * source:
 *   format: parquet
 *   train: [houses/2024.parquet, houses/2025]
 *   columns:
 *     numbers: [area]
 *     categories: [quarter]
 *     targets: [price]
 * </pre>
 *
 * @param train files, and folders of files, that are divided as the configuration says
 * @param test the same of the test part, if the data come with one
 */
public record ParquetSource(
    List<String> train, @JsonProperty(defaultValue = "[]") List<String> test, Columns columns)
    implements TableSource {

  public ParquetSource {
    SplitFiles files = new SplitFiles("train", train, test);
    train = files.train();
    test = files.test();
  }

  @Override
  public ParquetFiles tables() {
    return new ParquetFiles(
        new SplitFiles("dataset.source.train", train, test),
        Projection.of(columns, Labelling.LABELLED));
  }

  @Override
  public ParquetSource within(String folder) {
    return new ParquetSource(
        FileNames.within(folder, train), FileNames.within(folder, test), columns);
  }
}
