package io.meanfield.worker.protocol;

/**
 * A failure that crosses worker and driver. The message is one sentence for the user: what was
 * expected, what was found, where (replica, round, file), and what to do.
 */
public final class TrainingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ErrorCode code;

  public TrainingException(ErrorCode code, String message) {
    super(message);
    this.code = code;
  }

  public TrainingException(ErrorCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public ErrorCode code() {
    return code;
  }
}
