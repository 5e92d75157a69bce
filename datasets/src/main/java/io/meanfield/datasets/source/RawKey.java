package io.meanfield.datasets.source;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.OptionalDouble;

/** What decides, beside features and label, on the part of a data set that a record is in. */
public sealed interface RawKey {

  /** Records of one name belong together. */
  record Group(String name) implements RawKey {}

  /**
   * A place in time.
   *
   * @param value a finite number as the file has it, or seconds from 1970 to a date, to the
   *     microsecond, by the clock where it was written
   */
  record Time(double value, Unit unit) implements RawKey, Serializable {
    private static final double MICROS = 1e6;

    /** How times are written. */
    public enum Unit {
      NUMBER,
      DATE
    }

    /**
     * @param text a number or a date
     * @throws IllegalArgumentException if it is neither
     */
    public static Time parse(String text) {
      OptionalDouble number = DecimalText.find(text);
      if (number.isPresent()) {
        return new Time(number.getAsDouble() + 0.0, Unit.NUMBER); // -0 becomes 0
      }
      try {
        LocalDateTime date = DateText.parse("a column of times", text);
        return new Time(
            date.toEpochSecond(ZoneOffset.UTC) + date.getNano() / 1000 / MICROS, Unit.DATE);
      } catch (BadRecordException e) {
        throw new IllegalArgumentException(e.getMessage(), e);
      }
    }

    /** The number or the date, as {@link #parse} takes it. */
    @Override
    public String toString() {
      if (unit == Unit.NUMBER) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
      }
      double second = Math.floor(value);
      int nano = 1000 * (int) Math.min(MICROS - 1, Math.rint((value - second) * MICROS));
      LocalDateTime date = LocalDateTime.ofEpochSecond((long) second, nano, ZoneOffset.UTC);
      boolean isMidnight = date.toLocalTime().equals(LocalTime.MIDNIGHT);
      return isMidnight ? date.toLocalDate().toString() : date.toString();
    }
  }
}
