package io.meanfield.datasets.source;

import java.time.LocalDateTime;
import java.util.List;

/** The values of one record by the names of their columns. */
interface Row {

  /**
   * Whether there is no value.
   *
   * @param missing what stands for none
   */
  boolean isMissing(String column, List<String> missing) throws BadRecordException;

  String text(String column) throws BadRecordException;

  /** A text, or another single value written as one. */
  String name(String column) throws BadRecordException;

  /** A finite number. */
  float number(String column) throws BadRecordException;

  /** A date or a time as a clock shows it. */
  default LocalDateTime time(String column) throws BadRecordException {
    return DateText.parse(column, text(column));
  }
}
