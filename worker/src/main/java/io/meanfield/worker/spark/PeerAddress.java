package io.meanfield.worker.spark;

/** Where a rank's process listens. */
record PeerAddress(String host, int port) {

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
