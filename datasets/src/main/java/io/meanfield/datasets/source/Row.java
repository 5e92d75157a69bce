package io.meanfield.datasets.source;

/** The values of one record by the names of their columns. */
interface Row {
  String text(String column) throws BadRecordException;

  /** A text, or another single value written as one. */
  String name(String column) throws BadRecordException;

  /** A finite number. */
  float number(String column) throws BadRecordException;
}
