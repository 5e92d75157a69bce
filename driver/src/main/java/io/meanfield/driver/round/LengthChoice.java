package io.meanfield.driver.round;

import java.util.Locale;

/**
 * H as a run has chosen it, with the reasons.
 *
 * @param overhead the share of a round that may go by without steps
 * @param most the limit above which too few rounds would be left
 */
public record LengthChoice(RoundCosts costs, double overhead, int most) {

  /** The memory of an outer momentum of 0.9 is about ten rounds; three of these are needed. */
  static final int MIN_ROUNDS = 30;

  /** The longest rounds that are known to train well (DiLoCo 2311.08105). */
  static final int MAX_STEPS = 500;

  /** The limit for a run that stands at a position. */
  public static int most(RoundPlan plan, Position position) {
    int most = (int) Math.min(MAX_STEPS, plan.steps().stepsPerEpoch());
    while (most > 1 && plan.expectedRounds(position, most) - position.rounds() < MIN_ROUNDS) {
      most--;
    }
    return most;
  }

  /** H: what the costs ask for, or the limit. */
  public int steps() {
    return (int) Math.max(1, Math.min(most, Math.ceil(costs.stepsFor(overhead))));
  }

  /** The arithmetic in one line. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d local steps a round: (%.2f MB in %.1f ms + %.1f ms) x (1 - %s) / (%s x %.2f ms a step) = %.1f, at most %d for %d more rounds",
        steps(),
        costs.bytes() / 1e6,
        costs.transferSeconds() * 1e3,
        costs.fixedSeconds() * 1e3,
        overhead,
        overhead,
        costs.stepSeconds() * 1e3,
        costs.stepsFor(overhead),
        most,
        MIN_ROUNDS);
  }
}
