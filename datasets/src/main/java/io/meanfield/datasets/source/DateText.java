package io.meanfield.datasets.source;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;

/**
 * Dates and times of ISO 8601: {@code 2024-05-31}, {@code 2024-05-31T13:45}, {@code
 * 2024-05-31T13:45:10.5+02:00}. A space may stand for the T, as databases write it. The time is
 * that of the clock where it was written, so an offset from UTC is read and not applied.
 */
final class DateText {
  private static final int DATE_LENGTH = 10;
  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .parseLenient() // with or without colon and minutes
          .appendOffset("+HH", "Z")
          .parseStrict()
          .optionalEnd()
          .optionalEnd()
          .toFormatter()
          .withResolverStyle(ResolverStyle.STRICT);

  private DateText() {}

  static LocalDateTime parse(String column, String text) throws BadRecordException {
    try {
      TemporalAccessor parsed = FORMAT.parse(withT(text.strip()));
      LocalTime time = parsed.query(TemporalQueries.localTime());
      return LocalDateTime.of(LocalDate.from(parsed), time == null ? LocalTime.MIDNIGHT : time);
    } catch (DateTimeException e) {
      throw new BadRecordException(
          "expected a date such as 2024-05-31 or a time such as 2024-05-31T13:45 in %s, found %s"
              .formatted(column, Excerpt.of(text)));
    }
  }

  private static String withT(String text) {
    return text.length() > DATE_LENGTH && text.charAt(DATE_LENGTH) == ' '
        ? text.substring(0, DATE_LENGTH) + 'T' + text.substring(DATE_LENGTH + 1)
        : text;
  }
}
