package io.meanfield.worker.collective;

/**
 * What a message is, so that it is found whenever it arrives. Sender and topic together name one
 * message of a round.
 *
 * @param step in the run, from 0
 * @param slice that it is about, or -1
 * @param firstReplica of the node of the tree that it is about, or -1
 */
public record Topic(Kind kind, long step, int slice, int firstReplica) {

  /** What ranks send each other in a step, in this order. */
  public enum Kind {
    /** To the owner of a slice: the sum of gradients over a node of the tree. */
    GRADIENTS,
    /** To everyone: the squares of the gradients of each slice that the sender owns. */
    SQUARES,
    /** To everyone: the parameters of a slice after the update. */
    PARAMETERS,
    /** To everyone, instead of anything else: the sender gives up. */
    FAILURE
  }

  public static Topic gradients(long step, int slice, int firstReplica) {
    return new Topic(Kind.GRADIENTS, step, slice, firstReplica);
  }

  public static Topic failure() {
    return new Topic(Kind.FAILURE, -1, -1, -1);
  }

  public static Topic squares(long step) {
    return new Topic(Kind.SQUARES, step, -1, -1);
  }

  public static Topic parameters(long step, int slice) {
    return new Topic(Kind.PARAMETERS, step, slice, -1);
  }
}
