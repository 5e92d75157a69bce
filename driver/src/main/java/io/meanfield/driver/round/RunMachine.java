package io.meanfield.driver.round;

import io.meanfield.worker.protocol.RoundSpec;

/**
 * The states of a run and what may follow on what. Everything else is a mistake, and throws. Used
 * by one thread.
 *
 * <pre>
 * COMMITTED     the parameters of a version are there and nothing is under way; a run begins,
 *               and goes on from a checkpoint, in this state
 *   plan        to PLANNED
 *   finish      to FINISHED
 * PLANNED       it is known which round comes next
 *   begin       to RUNNING: a new attempt
 * RUNNING       replicas arrive in the attempt
 *   commit      to COMMITTED with the next version, if enough replicas have arrived
 *   rollBack    to ROLLED_BACK: the attempt counts for nothing, the version stays;
 *               to FAILED if it was the last one that a round is given
 * ROLLED_BACK
 *   retry       to PLANNED: the same round from the same version
 * FINISHED, FAILED
 *               nothing follows
 * </pre>
 *
 * An error that another attempt would meet again ends a run in whatever state it is.
 */
public final class RunMachine {
  /** As many as Spark gives a task. */
  static final int MAX_ATTEMPTS = 4;

  private final String run;
  private final RoundPlan plan;
  private final Quorum quorum;
  private State state = State.COMMITTED;
  private Position position;
  private RoundSpec round;
  private RoundAttempt attempt;
  private int numAttempts;

  /** See the class comment. */
  public enum State {
    COMMITTED,
    PLANNED,
    RUNNING,
    ROLLED_BACK,
    FINISHED,
    FAILED
  }

  /**
   * @param run its id in this process
   * @param start the position of the beginning, or of a checkpoint
   */
  public RunMachine(String run, RoundPlan plan, Quorum quorum, Position start) {
    this.run = run;
    this.plan = plan;
    this.quorum = quorum;
    this.position = start;
  }

  public State state() {
    return state;
  }

  /** The position after the last commit. */
  public Position position() {
    return position;
  }

  /** Whether there is a round after the last commit. */
  public boolean hasNext() {
    return !plan.isFinished(position);
  }

  /** Decides on the next round, of H steps unless its epoch has fewer. */
  public RoundSpec plan(int stepsPerRound) {
    require("plan", State.COMMITTED);
    round = plan.next(position, stepsPerRound);
    numAttempts = 0;
    state = State.PLANNED;
    return round;
  }

  /** Begins to try the round. */
  public RoundAttempt begin() {
    require("begin", State.PLANNED);
    attempt = new RoundAttempt(new RoundKey(run, round.round(), ++numAttempts), round, quorum);
    state = State.RUNNING;
    return attempt;
  }

  /** Accepts the round, with the replicas that have arrived; what others missed is made up. */
  public void commit(RoundAttempt which) {
    requireRunning("commit", which);
    if (!which.hasQuorum()) {
      throw new IllegalStateException(
          "expected %d of %d replicas in %s, found %s"
              .formatted(quorum.needed(), quorum.numReplicas(), which.key(), which.arrived()));
    }
    position = plan.after(position, round, which.missing());
    which.close();
    state = State.COMMITTED;
  }

  /**
   * Gives an attempt up.
   *
   * @return whether the round may be tried again
   */
  public boolean rollBack(RoundAttempt which) {
    requireRunning("rollBack", which);
    which.close();
    state = numAttempts < MAX_ATTEMPTS ? State.ROLLED_BACK : State.FAILED;
    return state == State.ROLLED_BACK;
  }

  /** Goes back to the round that was rolled back. */
  public void retry() {
    require("retry", State.ROLLED_BACK);
    state = State.PLANNED;
  }

  /** The run ends well: after its last round, or because validation no longer improves. */
  public void finish() {
    require("finish", State.COMMITTED);
    state = State.FINISHED;
  }

  private void requireRunning(String transition, RoundAttempt which) {
    require(transition, State.RUNNING);
    if (which != attempt) {
      throw new IllegalStateException(
          "expected to %s %s, found %s".formatted(transition, attempt.key(), which.key()));
    }
  }

  private void require(String transition, State legal) {
    if (state != legal) {
      throw new IllegalStateException(
          "expected to %s from %s, found run %s in %s after %d rounds"
              .formatted(transition, legal, run, state, position.rounds()));
    }
  }
}
