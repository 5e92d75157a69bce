package io.meanfield.driver.cluster;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a process runs.
 *
 * @param host under which others find it
 * @param prefix what comes before the process's own command
 */
record Seat(String host, List<String> prefix) {
  /** On this machine's loopback. */
  static final Seat HERE = new Seat("127.0.0.1", List.of());

  List<String> command(List<String> ofProcess) {
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(ofProcess);
    return whole;
  }
}
