package io.meanfield.datasets.source;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * Raw data in one format: a record of its configuration that knows how to read itself. Immutable.
 * Files of several examples may be plain or compressed with gzip, which their first bytes tell and
 * not their names.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "format")
@JsonSubTypes({
  @JsonSubTypes.Type(value = IdxSource.class, name = "idx"),
  @JsonSubTypes.Type(value = CsvSource.class, name = "csv"),
  @JsonSubTypes.Type(value = TsvSource.class, name = "tsv"),
  @JsonSubTypes.Type(value = JsonLinesSource.class, name = "jsonl"),
  @JsonSubTypes.Type(value = LibsvmSource.class, name = "libsvm"),
  @JsonSubTypes.Type(value = RatingsSource.class, name = "ratings"),
  @JsonSubTypes.Type(value = ArffSource.class, name = "arff"),
  @JsonSubTypes.Type(value = ParquetSource.class, name = "parquet"),
  @JsonSubTypes.Type(value = SparkSource.class, name = "spark"),
  @JsonSubTypes.Type(value = DigitsSource.class, name = "digits"),
  @JsonSubTypes.Type(value = ImageFolderSource.class, name = "image-folder"),
  @JsonSubTypes.Type(value = TextFolderSource.class, name = "text-folder"),
  @JsonSubTypes.Type(value = AudioFolderSource.class, name = "audio-folder"),
  @JsonSubTypes.Type(value = LinesSource.class, name = "lines"),
  @JsonSubTypes.Type(value = TextSource.class, name = "text"),
  @JsonSubTypes.Type(value = ParallelTextSource.class, name = "parallel-text"),
  @JsonSubTypes.Type(value = MailSource.class, name = "mail"),
  @JsonSubTypes.Type(value = MboxSource.class, name = "mbox"),
  @JsonSubTypes.Type(value = CifarSource.class, name = "cifar")
})
public interface Source extends Serializable {

  /** The splits in a fixed order. A file that does not exist is a DataException naming it. */
  List<RawSplit> splits(Storage storage) throws IOException;

  /** The files and folders that the splits are made of, in a fixed order; they need not exist. */
  List<RawInput> inputs();

  /** Whether records have labels when they are not read for prediction. */
  default boolean hasLabels() {
    return true;
  }

  /** Whether the labels are names of classes and not numbers to predict. */
  default boolean hasClasses() {
    return true;
  }

  /** How records are cut into blocks of tokens; empty if each is an example. */
  default Optional<Documents> blocks() {
    return Optional.empty();
  }

  /**
   * Where the records of a file end, if it can be read from the start of any of them: a large split
   * of one file may be divided then into several of a range of its bytes each, unless it is
   * compressed.
   */
  default Optional<RecordEnd> recordEnd() {
    return Optional.empty();
  }

  /** Opens one of the splits. */
  RawReader open(Storage storage, RawSplit split) throws IOException;

  /**
   * The names of the columns that make numeric features, in their order; empty if the format gives
   * them none.
   */
  default List<String> featureNames() {
    return List.of();
  }

  /**
   * The names of all classes in the order of the model's outputs, or of the targets in theirs;
   * empty if the format gives them none, and classes are those that the records have.
   *
   * @param splits what {@link #splits} gave
   */
  default List<String> labelNames(List<RawSplit> splits) {
    return List.of();
  }

  /**
   * The same source, whose records also have the value of a column as their key. It need not be one
   * of features or labels.
   *
   * @throws IllegalArgumentException if the format has no columns
   */
  default Source keyedBy(KeyColumn column) {
    throw new IllegalArgumentException(
        "expected a source of columns, such as csv or jsonl, to split by %s, found one without: split by record, class or path"
            .formatted(column.name()));
  }

  /**
   * The same source with its relative paths taken from a folder; absolute paths and URIs with a
   * scheme stay.
   */
  Source within(String folder);

  /**
   * The same format over other files, whose labels are not read and need not be there: what a
   * trained model predicts from.
   */
  Source unlabelled(List<String> files);
}
