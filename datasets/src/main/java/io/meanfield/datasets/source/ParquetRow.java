package io.meanfield.datasets.source;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.apache.parquet.io.api.Binary;

/** The row that the cursors of a row group stand at. Used by one thread. */
record ParquetRow(Map<String, ColumnCursor> columns) implements Row {
  private static final String NOT_A_NUMBER = "NaN";

  @Override
  public boolean isMissing(String column, List<String> missing) throws BadRecordException {
    Object value = columns.get(column).value().orElse(null);
    if (value instanceof Binary text) {
      return missing.contains(decode(column, text).strip());
    }
    return value == null
        || (value instanceof Float single && single.isNaN() && missing.contains(NOT_A_NUMBER))
        || (value instanceof Double number && number.isNaN() && missing.contains(NOT_A_NUMBER));
  }

  @Override
  public String text(String column) throws BadRecordException {
    return decode(column, (Binary) value("text", column));
  }

  @Override
  public String name(String column) throws BadRecordException {
    Object value = value("a name", column);
    if (value instanceof Binary text) {
      return decode(column, text);
    }
    return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
  }

  @Override
  public float number(String column) throws BadRecordException {
    Object value = value("a finite number", column);
    if (value instanceof Binary text) {
      return DecimalText.parse(column, decode(column, text));
    }
    float number = ((Number) value).floatValue();
    if (!Float.isFinite(number)) {
      throw new BadRecordException(
          "expected a finite number in %s, found %s".formatted(column, value));
    }
    return number;
  }

  @Override
  public LocalDateTime time(String column) throws BadRecordException {
    Object value = value("a date", column);
    if (value instanceof Binary text) {
      return DateText.parse(column, decode(column, text));
    }
    return value instanceof LocalDate date ? date.atStartOfDay() : (LocalDateTime) value;
  }

  private Object value(String expected, String column) throws BadRecordException {
    return columns
        .get(column)
        .value()
        .orElseThrow(
            () ->
                new BadRecordException(
                    "expected %s in %s, found null".formatted(expected, column)));
  }

  private static String decode(String column, Binary text) throws BadRecordException {
    if (text.length() > Line.MAX_BYTES) {
      throw new BadRecordException(
          "expected a text of at most %d bytes in %s, found %d bytes"
              .formatted(Line.MAX_BYTES, column, text.length()));
    }
    ByteBuffer bytes = text.toByteBuffer().slice();
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new BadRecordException(
          "expected UTF-8 in %s, found the byte 0x%02x at byte %d of the text"
              .formatted(column, bytes.get(bytes.position()), bytes.position() + 1));
    }
  }
}
