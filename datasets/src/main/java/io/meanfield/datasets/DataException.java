package io.meanfield.datasets;

/**
 * The data are not what they were said to be. The message says what was expected, what was found,
 * where (file and position), and what to do.
 */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public DataException(String message) {
    super(message);
  }

  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
