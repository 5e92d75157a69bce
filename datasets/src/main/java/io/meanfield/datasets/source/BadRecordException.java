package io.meanfield.datasets.source;

/** One record cannot be read; those after it can. */
final class BadRecordException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * @param reason what was expected and what was found
   */
  BadRecordException(String reason) {
    super(reason);
  }
}
