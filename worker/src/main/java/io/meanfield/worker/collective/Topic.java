package io.meanfield.worker.collective;

/**
 * What a message is, so that it is found whenever it arrives. Sender and topic together name one
 * message of a session.
 *
 * @param step in the run, from 0; or the number of a round
 * @param offset in the flat vector where its content begins, or the number of a slice; or -1
 * @param part of a whole that has several: the first replica of a node of the tree, a replica, or
 *     the number of a vector; or -1
 */
public record Topic(Kind kind, long step, int offset, int part) {

  /** What ranks send each other. */
  public enum Kind {
    /** To everyone, as all begin again: which slices the sender's process knows, of which steps. */
    HOLDINGS,
    /** To who needs it, as all begin again: a vector of the state before the step. */
    STATE,
    /** To the owner: the sum of gradients over a node of the tree. */
    GRADIENTS,
    /** To everyone: what the sums over a node of the tree are of. */
    COUNTS,
    /** To everyone: the squares of the gradients of each slice that the sender owns. */
    SQUARES,
    /** To the rank that mirrors the sender: the gradients summed over all replicas. */
    SUMS,
    /** To everyone: the parameters after the update. */
    PARAMETERS,
    /** To the owner of a slice: a replica's delta of it. */
    DELTA,
    /** To everyone: the parameters of a slice after the round. */
    SLICE,
    /** To everyone: the sender is at work. */
    ALIVE,
    /** To everyone, instead of anything else: the sender gives up. */
    FAILURE
  }

  public static Topic holdings() {
    return new Topic(Kind.HOLDINGS, -1, -1, -1);
  }

  public static Topic state(long step, int offset, int vector) {
    return new Topic(Kind.STATE, step, offset, vector);
  }

  public static Topic gradients(long step, int offset, int firstReplica) {
    return new Topic(Kind.GRADIENTS, step, offset, firstReplica);
  }

  public static Topic counts(long step, int firstReplica) {
    return new Topic(Kind.COUNTS, step, -1, firstReplica);
  }

  public static Topic squares(long step) {
    return new Topic(Kind.SQUARES, step, -1, -1);
  }

  public static Topic sums(long step, int offset) {
    return new Topic(Kind.SUMS, step, offset, -1);
  }

  public static Topic parameters(long step, int offset) {
    return new Topic(Kind.PARAMETERS, step, offset, -1);
  }

  public static Topic delta(long round, int slice, int replica) {
    return new Topic(Kind.DELTA, round, slice, replica);
  }

  public static Topic slice(long round, int slice) {
    return new Topic(Kind.SLICE, round, slice, -1);
  }

  public static Topic alive() {
    return new Topic(Kind.ALIVE, -1, -1, -1);
  }

  public static Topic failure() {
    return new Topic(Kind.FAILURE, -1, -1, -1);
  }

  /** For people. */
  @Override
  public String toString() {
    return switch (kind) {
      case DELTA -> "its delta of round %d".formatted(step + 1);
      case SLICE -> "its slice after round %d".formatted(step + 1);
      default -> "%s of step %d".formatted(kind, step);
    };
  }
}
