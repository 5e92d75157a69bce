package io.meanfield.worker.spark;

import java.io.Serializable;

/** Where a rank's process listens. */
public record PeerAddress(String host, int port) implements Serializable {

  /** What {@link #toString} wrote. */
  static PeerAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    return new PeerAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
