package io.meanfield.datasets.source;

import io.meanfield.datasets.source.RawResult.Good;
import java.io.Closeable;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.column.page.PageReadStore;

/**
 * A row group that is read row by row. Used by one thread.
 *
 * @param imageRow the columns of the image, if there is one
 */
record RowGroup(
    PageReadStore pages,
    ParquetRow row,
    Optional<ImageColumn> image,
    Map<String, ColumnCursor> imageRow)
    implements Closeable {

  /** Goes to the next row; before the first one there is none. */
  void advance() {
    row.columns().values().forEach(ColumnCursor::advance);
    imageRow.values().forEach(ColumnCursor::advance);
  }

  /** What the row has; empty if it is no record. */
  Optional<Good> record(Projection projection, ImageDecoder decoder) throws BadRecordException {
    return image.isPresent()
        ? Optional.of(projection.record(image.get().read(imageRow, decoder), row))
        : projection.record(row);
  }

  @Override
  public void close() {
    pages.close();
  }
}
