package io.meanfield.worker.protocol;

/** What kind of thing went wrong, and with which exit code the process says so. */
public enum ErrorCode {
  /** The configuration or the command line is wrong. */
  CONFIGURATION(2),
  /** Data are missing, malformed or altered. */
  DATA(3),
  /** A checkpoint or a run's folder is altered or belongs to another run. */
  CHECKPOINT(4),
  /** A file system refuses: no permission, no space, not reachable. */
  STORAGE(5),
  /** The cluster does not give what the run needs within its deadline. */
  CLUSTER(6),
  /** Training itself failed: the loss is no longer a number. */
  DIVERGED(7),
  /** A mistake in Meanfield. */
  INTERNAL(70);

  private final int exitCode;

  ErrorCode(int exitCode) {
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }
}
