package io.meanfield.datasets.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.datasets.DataException;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The rows of whatever Spark can read: its data sources, tables of its catalogs, queries of these,
 * or a DataFrame that a program gives. Spark reads them once when they are ingested, and their
 * order is that of a hash of their contents, so that neither the cluster nor the order of the files
 * decides what is trained on. The columns are those that format parquet takes.
 *
 * <pre>
 * source:
 *   format: spark
 *   reader: binaryFile
 *   options: {recursiveFileLookup: "true"}
 *   paths: [pictures]
 *   query: SELECT content, element_at(split(path, '/'), -2) AS kind FROM input
 *   columns: {image: content, label: kind}
 * </pre>
 *
 * @param reader of Spark, such as orc, avro, json, jdbc, binaryFile; empty if the query reads
 *     tables of a catalog, or if the rows are a DataFrame
 * @param options of the reader
 * @param paths that are read, which may have wildcards
 * @param query in SQL, which finds the reader's rows as the table {@code input}; empty for all of
 *     them. It must give the same rows whenever it runs.
 */
public record SparkSource(
    @JsonProperty(defaultValue = "''") String reader,
    @JsonProperty(defaultValue = "{}") Map<String, String> options,
    @JsonProperty(defaultValue = "[]") List<String> paths,
    @JsonProperty(defaultValue = "''") String query,
    Columns columns)
    implements Source {

  /** What queries call the reader's rows. */
  public static final String TABLE = "input";

  public SparkSource {
    options = Collections.unmodifiableMap(new TreeMap<>(options));
    paths = List.copyOf(paths);
    FileNames.requireDistinct(paths);
    if (reader.isEmpty() && !(options.isEmpty() && paths.isEmpty())) {
      throw new IllegalArgumentException(
          "expected a reader for the options and paths, such as orc or jdbc, found none");
    }
  }

  @Override
  public boolean hasLabels() {
    return columns.hasLabels();
  }

  @Override
  public boolean hasClasses() {
    return columns.hasClasses();
  }

  /** The same: rows get their keys where they are written. */
  @Override
  public SparkSource keyedBy(KeyColumn column) {
    return this;
  }

  /** Whether the rows are a DataFrame that a program gives. */
  public boolean standsForDataFrame() {
    return reader.isEmpty() && query.isEmpty();
  }

  /**
   * The columns that are needed, in their order.
   *
   * @param key the column that decides on the part of each row, if one does
   * @param found what there are
   * @throws DataException if one of them is not there
   */
  public List<String> columnNames(Optional<KeyColumn> key, List<String> found) {
    List<String> names = projection().keyedBy(key.orElse(KeyColumn.NONE)).names();
    for (String name : names) {
      if (!found.contains(name)) {
        throw new DataException("%s: %s".formatted(this, MissingColumn.message(name, found)));
      }
    }
    return names;
  }

  /**
   * The same rows, which Spark has written as Parquet.
   *
   * @param files in the order of the rows
   */
  public Source written(List<String> files) {
    return new WrittenRows(SplitFiles.inputs(files), projection(), toString());
  }

  @Override
  public List<RawSplit> splits(Storage storage) {
    throw new IllegalStateException("rows are read where they are written: " + this);
  }

  @Override
  public RawReader open(Storage storage, RawSplit split) {
    throw new IllegalStateException("rows are read where they are written: " + this);
  }

  /** The paths that have no wildcards. */
  @Override
  public List<RawInput> inputs() {
    return paths.stream()
        .filter(path -> !path.matches(".*[*?\\[{].*"))
        .map(path -> RawInput.file("paths[%d]".formatted(paths.indexOf(path)), path).orFolder())
        .toList();
  }

  @Override
  public SparkSource within(String folder) {
    return new SparkSource(reader, options, FileNames.within(folder, paths), query, columns);
  }

  /** Of Parquet files with the same columns. */
  @Override
  public Source unlabelled(List<String> files) {
    return new ParquetFiles(SplitFiles.inputs(files), projection()).unlabelled(files);
  }

  private Projection projection() {
    return Projection.of(columns, Labelling.LABELLED);
  }

  /** What the rows come from; options may hold what is nobody's business. */
  @Override
  public String toString() {
    String from =
        reader.isEmpty() ? "" : paths.stream().collect(Collectors.joining(", ", reader + " ", ""));
    return standsForDataFrame() ? "the DataFrame" : "%s %s".formatted(from.strip(), query).strip();
  }

  /** Rows in files that nobody but the ingest knows, each a split. */
  private record WrittenRows(SplitFiles splitFiles, Projection projection, String origin)
      implements SplitSource, ProjectedSource {

    @Override
    public RawReader open(Storage storage, RawSplit split) throws IOException {
      return new RowGroupReader(
          ParquetTable.open(storage, split.file(), projection),
          split.extent(),
          "%s, part %d of %d".formatted(origin, split.ordinal() + 1, splitFiles.train().size()));
    }

    @Override
    public Source withProjection(Projection other) {
      return new WrittenRows(splitFiles, other, origin);
    }

    @Override
    public Source within(String folder) {
      return new WrittenRows(splitFiles.within(folder), projection, origin);
    }

    @Override
    public Source unlabelled(List<String> files) {
      return new ParquetFiles(splitFiles, projection).unlabelled(files);
    }
  }
}
