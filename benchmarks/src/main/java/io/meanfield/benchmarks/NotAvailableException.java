package io.meanfield.benchmarks;

/** An engine has no such model; the message says why in a few words. */
public final class NotAvailableException extends RuntimeException {
  public NotAvailableException(String reason) {
    super(reason);
  }
}
