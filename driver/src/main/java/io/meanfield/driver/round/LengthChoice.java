package io.meanfield.driver.round;

import java.util.Locale;

/**
 * H as a run has chosen it, with the reasons.
 *
 * @param overhead the share of a round that may go by without steps
 * @param limits what the costs have no say in
 */
public record LengthChoice(RoundCosts costs, double overhead, Limits limits) {

  /** The memory of an outer momentum of 0.9 is about ten rounds; three of these are needed. */
  static final int MIN_ROUNDS = 30;

  /** The longest rounds that are known to train well (DiLoCo 2311.08105). */
  static final int MAX_STEPS = 500;

  /**
   * Which lengths a run may choose.
   *
   * @param most above which too few rounds would be left
   * @param stepsPerEpoch at whose end a round ends too
   */
  public record Limits(int most, long stepsPerEpoch) {

    /** Those of a run that stands at a position. */
    public static Limits of(RoundPlan plan, Position position) {
      long stepsPerEpoch = plan.steps().stepsPerEpoch();
      int most = (int) Math.min(MAX_STEPS, stepsPerEpoch);
      while (most > 1 && plan.expectedRounds(position, most) - position.rounds() < MIN_ROUNDS) {
        most--;
      }
      return new Limits(most, stepsPerEpoch);
    }

    /** The shortest rounds of which an epoch has no more than of those. */
    public int evened(int steps) {
      long numRounds = (stepsPerEpoch + steps - 1) / steps;
      return (int) ((stepsPerEpoch + numRounds - 1) / numRounds);
    }
  }

  /** H: what the costs ask for or the limit, evened out over an epoch. */
  public int steps() {
    double asked = Math.ceil(costs.stepsFor(overhead));
    return limits.evened((int) Math.max(1, Math.min(limits.most(), asked)));
  }

  /** The arithmetic in one line. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d local steps a round: (%.2f MB in %.1f ms + %.1f ms) x (1 - %s) / (%s x %.2f ms a step) = %.1f, at most %d for %d more rounds, even in an epoch of %d",
        steps(),
        costs.bytes() / 1e6,
        costs.transferSeconds() * 1e3,
        costs.fixedSeconds() * 1e3,
        overhead,
        overhead,
        costs.stepSeconds() * 1e3,
        costs.stepsFor(overhead),
        limits.most(),
        MIN_ROUNDS,
        limits.stepsPerEpoch());
  }
}
