package io.meanfield.worker.spark;

/** No process has some part of a run's state any more: it has to be computed again. */
public final class StateLost extends RuntimeException {
  private static final long serialVersionUID = 1;

  StateLost(String part) {
    super(
        "expected %s of the training state on some executor, found it on none: all that had it are lost"
            .formatted(part));
  }
}
