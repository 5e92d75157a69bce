package io.meanfield.worker.collective;

/** Another rank gave up and tells the driver why: there is nothing to wait for. */
public final class PeerFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  PeerFailure(int rank) {
    super("rank " + rank + " failed");
  }
}
