package io.meanfield.datasets.ingest;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.division.SplitConfig;
import io.meanfield.datasets.source.Source;
import io.meanfield.datasets.source.SparkSource;
import io.meanfield.datasets.source.SplitSize;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/**
 * Writes rows of Spark as Parquet files whose rows and order depend on the rows alone. A hash of
 * its contents says which file a row is in, and within a file rows are in the order of their
 * hashes; those of the same hash are in the order of their contents. How many files there are
 * follows from the size of the contents. Runs on the driver.
 */
record SortedRows(SparkSource source, SplitConfig split, JobRunner jobs, Storage storage) {
  private static final String FOLDER = "rows";
  private static final String HASH = "hash of the row";

  /**
   * Computes the rows once, on the cluster.
   *
   * @param staging folder that gets a folder with the files
   * @return what reads the files
   * @throws DataException if Spark finds a mistake in the reader, its options or the query
   */
  Source write(Function<SparkSource, Dataset<Row>> rows, String staging) throws IOException {
    String folder = staging + "/" + FOLDER;
    jobs.run(
        "the rows of " + source,
        () -> {
          write(needed(rows), folder);
          return null;
        });
    return split.keyed(
        source.written(
            storage.files(folder).stream().map(file -> folder + "/" + file.path()).toList()));
  }

  private Dataset<Row> needed(Function<SparkSource, Dataset<Row>> rows) throws Exception {
    try {
      Dataset<Row> all = rows.apply(source);
      List<String> names = source.columnNames(split.key(), Arrays.asList(all.columns()));
      return all.select(
          names.stream().map(name -> ColumnContents.plain(all, name)).toArray(Column[]::new));
    } catch (Exception e) {
      boolean isOfTheConfiguration =
          e instanceof SQLException || (e instanceof SparkThrowable t && t.getCondition() != null);
      if (isOfTheConfiguration) { // lost executors have no condition
        throw new DataException(
            "expected rows of Spark (dataset.source), but it says: %s: correct the reader, its options and paths, or the query"
                .formatted(e.getMessage().lines().findFirst().orElse("")),
            e);
      }
      throw e;
    }
  }

  private static void write(Dataset<Row> rows, String folder) {
    Dataset<Row> once = rows.persist(StorageLevel.DISK_ONLY());
    try {
      Column[] columns =
          Arrays.stream(once.columns())
              .map(name -> once.col(ColumnContents.quoted(name)))
              .toArray(Column[]::new);
      Column hash = functions.col(ColumnContents.quoted(HASH));
      Column[] order = Stream.concat(Stream.of(hash), Stream.of(columns)).toArray(Column[]::new);
      once.withColumn(HASH, functions.xxhash64(columns))
          .repartition(numFiles(once), hash)
          .sortWithinPartitions(order)
          .drop(HASH)
          .write()
          .option("compression", "snappy")
          .option("maxRecordsPerFile", 0)
          .parquet(folder);
    } finally {
      once.unpersist();
    }
  }

  private static int numFiles(Dataset<Row> rows) {
    long bytes =
        rows.select(
                functions.coalesce(functions.sum(ColumnContents.bytes(rows)), functions.lit(0L)))
            .head()
            .getLong(0);
    return 1 + (int) (bytes / SplitSize.of(bytes));
  }
}
