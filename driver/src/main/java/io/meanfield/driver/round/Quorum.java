package io.meanfield.driver.round;

/**
 * How many replicas a round needs.
 *
 * @param needed of all
 */
public record Quorum(int numReplicas, int needed) {
  public Quorum {
    if (needed < 1 || needed > numReplicas) {
      throw new IllegalArgumentException(
          "expected to need from 1 to %d replicas, found %d".formatted(numReplicas, needed));
    }
  }

  public static Quorum all(int numReplicas) {
    return new Quorum(numReplicas, numReplicas);
  }
}
