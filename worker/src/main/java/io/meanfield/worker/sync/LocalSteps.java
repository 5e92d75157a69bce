package io.meanfield.worker.sync;

/** Every replica makes H steps by itself; then their parameters are averaged and moved on. */
public sealed interface LocalSteps extends SyncStrategy permits Average, Diloco {
  double USUAL_OVERHEAD = 0.05;
  double USUAL_DEADLINE = 3;

  /** H, if it is not left to the run. */
  RoundLength localSteps();

  /** Which share of a round may go by without steps, where H is left to the run. */
  double overhead();

  /** How many steps the run makes exactly before its first round. */
  StepCount exactFirst();

  /** Share of the replicas that a round needs; 1 for all. */
  double quorum();

  /** Multiple of the median round time after which a quorum is enough. */
  double deadline();

  /**
   * Multiple of the median norm above which a replica's delta is left out of its round, as one that
   * is not finite then is; 0 if all deltas count and one that is not finite ends the run.
   */
  double outlier();

  /** Whether every round needs every replica and every delta. */
  default boolean isStrict() {
    return quorum() == 1 && outlier() == 0;
  }

  /** How many of the replicas a round needs. */
  default int numNeeded(int numReplicas) {
    return (int) Math.ceil(quorum() * numReplicas);
  }

  /**
   * @throws IllegalStateException if H is left to the run
   */
  @Override
  default int stepsPerRound() {
    if (localSteps().isAuto()) {
      throw new IllegalStateException("expected a number of local steps, found auto");
    }
    return localSteps().numSteps();
  }

  /** How many state vectors slice owners keep between rounds, all zero at the start. */
  int numStateVectors();

  /**
   * The outer step: moves parameters[from..to) against the mean delta.
   *
   * @param slice changed in place
   * @param delta mean over the replicas: start of the round minus its end
   */
  void outerStep(Slice slice, float[] delta, int from, int to);

  /** Checks what every strategy of this kind is told. */
  static void check(RoundLength localSteps, double overhead) {
    if (!(overhead > 0 && overhead < 1)) {
      throw new IllegalArgumentException(
          "expected overhead to be above 0 and below 1, found " + overhead);
    }
    if (overhead != USUAL_OVERHEAD && !localSteps.isAuto()) {
      throw new IllegalArgumentException(
          "expected overhead only with local-steps: auto, which it decides, found local-steps: "
              + localSteps.numSteps());
    }
  }

  /** Checks what every strategy of this kind is told of missing replicas. */
  static void checkArrivals(double quorum, double deadline, double outlier) {
    if (!(quorum > 0 && quorum <= 1)) {
      throw new IllegalArgumentException(
          "expected quorum to be a share of the replicas above 0 and at most 1, found " + quorum);
    }
    if (!(deadline >= 1) || Double.isInfinite(deadline)) {
      throw new IllegalArgumentException(
          "expected deadline to be a multiple of the median round time of at least 1, found "
              + deadline);
    }
    if (outlier != 0 && !(outlier > 1) || Double.isInfinite(outlier)) {
      throw new IllegalArgumentException(
          "expected outlier to be a multiple of the median norm above 1, or 0 for none, found "
              + outlier);
    }
  }
}
