package io.meanfield.datasets.source;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.storage.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.schema.MessageType;

/**
 * An open Parquet file and the columns of it that are needed. Memory is taken for those columns of
 * one row group as they are in the file, and for a page of each column as it is unpacked; what a
 * file says of its sizes is compared with the file before. Checksums of pages are verified where a
 * file has them. Used by one thread.
 */
final class ParquetTable implements Closeable {
  private final String file;
  private final ParquetFileReader reader;
  private final MessageType schema;
  private final Projection projection;
  private final Map<String, ParquetType> types;
  private final Optional<ImageColumn> image;

  private ParquetTable(String file, ParquetFileReader reader, Projection projection) {
    this.file = file;
    this.reader = reader;
    this.projection = projection;
    schema = reader.getFileMetaData().getSchema();
    ParquetSchema found = new ParquetSchema(file, schema);
    types = found.types(projection);
    image = Optional.of(projection.columns().image()).filter(n -> !n.isEmpty()).map(found::image);
  }

  /**
   * Opens a file.
   *
   * @throws DataException if it is no Parquet file, is cut off, or lacks a column
   */
  static ParquetTable open(Storage storage, String file, Projection projection) throws IOException {
    return ParquetDamage.located(file, () -> opened(storage, file, projection));
  }

  private static ParquetTable opened(Storage storage, String file, Projection projection)
      throws IOException {
    PlainParquetConfiguration configuration = new PlainParquetConfiguration();
    ParquetReadOptions usual = ParquetReadOptions.builder(configuration).build();
    PageLimit pages = new PageLimit(usual.getCodecFactory());
    StoredParquet stored = new StoredParquet(storage, file);
    ParquetFileReader reader =
        ParquetFileReader.open(
            stored,
            ParquetReadOptions.builder(configuration)
                .usePageChecksumVerification()
                .withCodecFactory(pages)
                .build());
    try {
      ParquetTable table = new ParquetTable(file, reader, projection);
      reader.setRequestedSchema(table.leaves());
      pages.raise(table.checkSizes(stored.getLength()));
      return table;
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  String file() {
    return file;
  }

  Projection projection() {
    return projection;
  }

  /** The size in the file of what is needed of each row group. */
  List<Long> rowGroupBytes() {
    return reader.getRowGroups().stream()
        .map(group -> chunks(group).mapToLong(ColumnChunkMetaData::getTotalSize).sum())
        .toList();
  }

  /** The number of rows of each row group. */
  List<Long> rowGroupRows() {
    return reader.getRowGroups().stream().map(BlockMetaData::getRowCount).toList();
  }

  /** Reads a row group, which must have rows. */
  RowGroup read(int rowGroup) throws IOException {
    PageReadStore pages = new CheckedPages(reader.readRowGroup(rowGroup));
    ColumnReadStoreImpl columns =
        new ColumnReadStoreImpl(
            pages, new NoConverter(), schema, reader.getFileMetaData().getCreatedBy());
    Map<String, ColumnCursor> row = new HashMap<>();
    types.forEach((name, type) -> row.put(name, cursor(columns, List.of(name), type.values())));
    Map<String, ColumnCursor> imageRow = new HashMap<>();
    for (ImageColumn.Field field : imageFields()) {
      imageRow.put(field.name(), cursor(columns, field.path(), field.values()));
    }
    return new RowGroup(pages, new ParquetRow(row), image, imageRow);
  }

  private ColumnCursor cursor(
      ColumnReadStoreImpl columns, List<String> path, ParquetType.Values values) {
    return new ColumnCursor(columns.getColumnReader(leaf(path)), values);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private List<ColumnDescriptor> leaves() {
    return Stream.concat(
            types.keySet().stream().map(List::of),
            imageFields().stream().map(ImageColumn.Field::path))
        .map(this::leaf)
        .toList();
  }

  private List<ImageColumn.Field> imageFields() {
    return image.map(ImageColumn::fields).orElse(List.of());
  }

  private ColumnDescriptor leaf(List<String> path) {
    return schema.getColumnDescription(path.toArray(String[]::new));
  }

  private Stream<ColumnChunkMetaData> chunks(BlockMetaData group) {
    Set<ColumnPath> needed =
        leaves().stream().map(leaf -> ColumnPath.get(leaf.getPath())).collect(Collectors.toSet());
    return group.getColumns().stream().filter(chunk -> needed.contains(chunk.getPath()));
  }

  /** The bytes of the largest column of a row group, after its sizes have been compared. */
  private long checkSizes(long fileBytes) {
    long largest = 0;
    for (BlockMetaData group : reader.getRowGroups()) {
      for (ColumnChunkMetaData chunk : chunks(group).toList()) {
        long start = chunk.getStartingPos();
        if (start < 0 || chunk.getTotalSize() < 0 || start > fileBytes - chunk.getTotalSize()) {
          throw new ParquetDecodingException(
              "%s says that it has %d bytes from byte %d on, the file has %d"
                  .formatted(chunk.getPath(), chunk.getTotalSize(), start, fileBytes));
        }
        if (chunk.getValueCount() != group.getRowCount()) {
          throw new ParquetDecodingException(
              "%s says that it has %d values for %d rows"
                  .formatted(chunk.getPath(), chunk.getValueCount(), group.getRowCount()));
        }
        largest = Math.max(largest, chunk.getTotalUncompressedSize());
      }
    }
    return largest;
  }
}
