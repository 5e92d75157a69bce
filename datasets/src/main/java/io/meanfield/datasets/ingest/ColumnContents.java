package io.meanfield.datasets.ingest;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What the columns of a DataFrame hold, as expressions. */
final class ColumnContents {
  private static final long BYTES_OF_NUMBER = 8;

  private ColumnContents() {}

  /** A name as it is, also with dots in it. */
  static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  /**
   * A column in which equal values have equal bytes (there is no negative zero) and an instant is
   * the time that a clock in the session's time zone shows.
   */
  static Column plain(Dataset<Row> rows, String name) {
    Column column = rows.col(quoted(name));
    DataType type = rows.schema().apply(name).dataType();
    if (type.equals(DataTypes.FloatType) || type.equals(DataTypes.DoubleType)) {
      return column.plus(0f).as(name);
    }
    return type.equals(DataTypes.TimestampType)
        ? column.cast(DataTypes.TimestampNTZType).as(name)
        : column;
  }

  /** About the size of a row, which is the same wherever it is computed. */
  static Column bytes(Dataset<Row> rows) {
    return Arrays.stream(rows.schema().fields())
        .flatMap(field -> bytes(rows.col(quoted(field.name())), field.dataType()))
        .reduce(Column::plus)
        .orElse(functions.lit(0L));
  }

  private static Stream<Column> bytes(Column column, DataType type) {
    if (type instanceof StructType group) {
      return Arrays.stream(group.fields())
          .flatMap((StructField field) -> bytes(column.getField(field.name()), field.dataType()));
    }
    Column size =
        type.equals(DataTypes.StringType) || type.equals(DataTypes.BinaryType)
            ? functions.coalesce(functions.octet_length(column), functions.lit(0)).cast("bigint")
            : functions.lit(BYTES_OF_NUMBER);
    return Stream.of(size);
  }
}
