package io.meanfield.worker.spark;

/** No executor has some slice of the state any more: it has to be computed again. */
public final class SlicesLost extends RuntimeException {
  private static final long serialVersionUID = 1;

  SlicesLost(int slice) {
    super(
        "expected slice %d of the training state on some executor, found it on none: all that had it are lost"
            .formatted(slice));
  }
}
