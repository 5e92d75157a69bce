package io.meanfield.datasets.source;

import java.util.Optional;
import org.apache.parquet.column.ColumnReader;

/** The values of a column of a row group, one after the other. Used by one thread. */
final class ColumnCursor {
  private final ColumnReader column;
  private final ParquetType.Values values;
  private final int presentLevel;
  private boolean isBeforeFirst = true;
  private Object value;

  ColumnCursor(ColumnReader column, ParquetType.Values values) {
    this.column = column;
    this.values = values;
    this.presentLevel = column.getDescriptor().getMaxDefinitionLevel();
  }

  /** Goes to the next row, also if the value of this one was not asked for. */
  void advance() {
    if (!isBeforeFirst) {
      if (isPresent() && value == null) {
        column.skip();
      }
      column.consume();
    }
    isBeforeFirst = false;
    value = null;
  }

  /** The value of the row, empty for null. */
  Optional<Object> value() {
    if (value == null && isPresent()) {
      value = values.read(column);
    }
    return Optional.ofNullable(value);
  }

  private boolean isPresent() {
    return column.getCurrentDefinitionLevel() == presentLevel;
  }
}
