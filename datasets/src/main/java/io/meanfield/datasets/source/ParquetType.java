package io.meanfield.datasets.source;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.JulianFields;
import java.util.Optional;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/**
 * What the values of a Parquet column are and how one is read, by the column's physical and logical
 * type (https://github.com/apache/parquet-format/blob/master/LogicalTypes.md).
 */
record ParquetType(Family family, Values values) {

  /** What values have in common, whatever their size and coding. */
  enum Family {
    NUMBER,
    BOOLEAN,
    TEXT,
    TIME
  }

  /** Makes a Number, Boolean, Binary of a text, LocalDate or LocalDateTime of the current value. */
  @FunctionalInterface
  interface Values {
    Object read(ColumnReader column);
  }

  /** The type, unless its values are none that a model could use. */
  static Optional<ParquetType> of(PrimitiveType type) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    return Optional.ofNullable(
        switch (type.getPrimitiveTypeName()) {
          case BOOLEAN -> new ParquetType(Family.BOOLEAN, ColumnReader::getBoolean);
          case FLOAT -> new ParquetType(Family.NUMBER, ColumnReader::getFloat);
          case DOUBLE -> new ParquetType(Family.NUMBER, ColumnReader::getDouble);
          case INT32 -> ofInt(logical);
          case INT64 -> ofLong(logical);
          case INT96 -> new ParquetType(Family.TIME, column -> julianTime(column.getBinary()));
          case BINARY -> ofBinary(logical);
          case FIXED_LEN_BYTE_ARRAY -> ofFixedBinary(logical);
        });
  }

  private static ParquetType ofInt(LogicalTypeAnnotation logical) {
    if (logical == null) {
      return new ParquetType(Family.NUMBER, ColumnReader::getInteger);
    }
    if (logical instanceof IntLogicalTypeAnnotation whole) {
      return new ParquetType(
          Family.NUMBER,
          whole.isSigned()
              ? ColumnReader::getInteger
              : column -> Integer.toUnsignedLong(column.getInteger()));
    }
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      return new ParquetType(
          Family.NUMBER, column -> BigDecimal.valueOf(column.getInteger(), decimal.getScale()));
    }
    return logical instanceof DateLogicalTypeAnnotation
        ? new ParquetType(Family.TIME, column -> LocalDate.ofEpochDay(column.getInteger()))
        : null;
  }

  private static ParquetType ofLong(LogicalTypeAnnotation logical) {
    if (logical == null) {
      return new ParquetType(Family.NUMBER, ColumnReader::getLong);
    }
    if (logical instanceof IntLogicalTypeAnnotation whole) {
      return new ParquetType(
          Family.NUMBER,
          whole.isSigned() ? ColumnReader::getLong : column -> unsigned(column.getLong()));
    }
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      return new ParquetType(
          Family.NUMBER, column -> BigDecimal.valueOf(column.getLong(), decimal.getScale()));
    }
    if (logical instanceof TimestampLogicalTypeAnnotation timestamp) {
      ChronoUnit unit = unit(timestamp);
      return new ParquetType(Family.TIME, column -> time(column.getLong(), unit));
    }
    return null;
  }

  private static ParquetType ofBinary(LogicalTypeAnnotation logical) {
    if (logical == null
        || logical instanceof StringLogicalTypeAnnotation
        || logical instanceof EnumLogicalTypeAnnotation
        || logical instanceof JsonLogicalTypeAnnotation) {
      return new ParquetType(Family.TEXT, ColumnReader::getBinary);
    }
    return ofFixedBinary(logical);
  }

  private static ParquetType ofFixedBinary(LogicalTypeAnnotation logical) {
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      return new ParquetType(
          Family.NUMBER,
          column ->
              new BigDecimal(new BigInteger(column.getBinary().getBytes()), decimal.getScale()));
    }
    return logical instanceof Float16LogicalTypeAnnotation
        ? new ParquetType(
            Family.NUMBER, column -> half(littleEndian(column.getBinary()).getShort()))
        : null;
  }

  private static BigInteger unsigned(long bits) {
    return new BigInteger(Long.toUnsignedString(bits));
  }

  private static ChronoUnit unit(TimestampLogicalTypeAnnotation timestamp) {
    return switch (timestamp.getUnit()) {
      case MILLIS -> ChronoUnit.MILLIS;
      case MICROS -> ChronoUnit.MICROS;
      case NANOS -> ChronoUnit.NANOS;
    };
  }

  private static LocalDateTime time(long sinceEpoch, ChronoUnit unit) {
    long perSecond = ChronoUnit.SECONDS.getDuration().dividedBy(unit.getDuration());
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(sinceEpoch, perSecond),
        (int) (Math.floorMod(sinceEpoch, perSecond) * unit.getDuration().toNanos()),
        ZoneOffset.UTC);
  }

  /** Nanoseconds of a day and the number of that day, as Impala and Spark wrote times. */
  private static LocalDateTime julianTime(Binary value) {
    ByteBuffer bytes = littleEndian(value);
    long nanoseconds = bytes.getLong();
    long day = Integer.toUnsignedLong(bytes.getInt());
    return LocalDate.EPOCH.with(JulianFields.JULIAN_DAY, day).atStartOfDay().plusNanos(nanoseconds);
  }

  /** IEEE 754 binary16. */
  private static float half(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    float magnitude =
        switch (exponent) {
          case 0 -> fraction * 0x1p-24f;
          case 0x1f -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          default -> Math.scalb(1 + fraction * 0x1p-10f, exponent - 15);
        };
    return bits < 0 ? -magnitude : magnitude;
  }

  private static ByteBuffer littleEndian(Binary value) {
    return value.toByteBuffer().slice().order(ByteOrder.LITTLE_ENDIAN);
  }
}
