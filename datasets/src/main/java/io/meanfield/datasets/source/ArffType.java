package io.meanfield.datasets.source;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;

/** What an attribute's values are: takes one to what a table has of it. */
@FunctionalInterface
interface ArffType {
  String read(String attribute, String value) throws BadRecordException;

  /**
   * @param declaration what comes after the attribute's name
   * @throws BadRecordException if it is none
   * @throws IllegalArgumentException if the pattern of dates is none
   */
  static ArffType of(String declaration) throws BadRecordException {
    if (declaration.startsWith("{") && declaration.endsWith("}")) {
      return nominal(declaration.substring(1, declaration.length() - 1));
    }
    List<String> words = ArffFields.splitFirst(declaration);
    return switch (words.get(0).toLowerCase(Locale.ROOT)) {
      case "numeric", "real", "integer", "string" -> (attribute, value) -> value;
      case "date" -> date(ArffFields.splitFirst(words.get(1)).get(0));
      default ->
          throw new BadRecordException(
              "expected numeric, real, integer, string, date or {values} as the type, found %s"
                  .formatted(Excerpt.of(declaration)));
    };
  }

  private static ArffType nominal(String list) throws BadRecordException {
    List<String> values =
        ArffFields.split(list).stream().map(ArffFields.Field::text).distinct().toList();
    return (attribute, value) -> {
      if (!values.contains(value)) {
        throw new BadRecordException(
            "expected one of the %d values that the header has for %s, found %s"
                .formatted(values.size(), attribute, Excerpt.of(value)));
      }
      return value;
    };
  }

  /** Dates become those of ISO 8601, which they are if there is no pattern. */
  private static ArffType date(String pattern) {
    if (pattern.isEmpty()) {
      return (attribute, value) -> value;
    }
    DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    return (attribute, value) -> {
      try {
        TemporalAccessor parsed = format.parse(value);
        LocalTime time = parsed.query(TemporalQueries.localTime());
        return LocalDateTime.of(LocalDate.from(parsed), time == null ? LocalTime.MIDNIGHT : time)
            .toString();
      } catch (DateTimeException e) {
        throw new BadRecordException(
            "expected a date written as %s in %s, found %s"
                .formatted(pattern, attribute, Excerpt.of(value)));
      }
    };
  }
}
