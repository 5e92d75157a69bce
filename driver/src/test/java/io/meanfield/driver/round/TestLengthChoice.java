package io.meanfield.driver.round;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.plan.StepPlan;
import io.meanfield.driver.round.LengthChoice.Limits;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** H from what a round costs, by the formula of the local-steps: auto of a run. */
@Tag("unit")
class TestLengthChoice {
  private static final Limits NO_LIMIT = new Limits(500, 1_000_000_000);

  @Test
  void hereIsTheFormulaByHand() {
    RoundCosts costs = new RoundCosts(2_000_000, 0.08, 0.02, 0.03);
    assertEquals(0.1 * 0.95 / (0.05 * 0.03), costs.stepsFor(0.05), 1e-9);
    assertEquals(64, new LengthChoice(costs, 0.05, NO_LIMIT).steps()); // of 63.3
    assertEquals(39, new LengthChoice(costs, 0.08, NO_LIMIT).steps()); // of 38.3
  }

  @ParameterizedTest
  @CsvSource({"0.05, 0.01, 0.003, 0.05", "0.3, 0.04, 0.5, 0.01", "0, 0.03, 0.02, 0.2"})
  void theShareWithoutStepsIsAtMostTheOverheadAndWithAStepLessAbove(
      double transfer, double fixed, double step, double overhead) {
    int steps =
        new LengthChoice(new RoundCosts(1, transfer, fixed, step), overhead, NO_LIMIT).steps();
    assertTrue(share(transfer + fixed, steps * step) <= overhead);
    assertTrue(share(transfer + fixed, (steps - 1) * step) > overhead);
  }

  private static double share(double other, double steps) {
    return other / (other + steps);
  }

  @Test
  void aRoundHasAtLeastAStepAndAtMostTheLimit() {
    assertEquals(
        1, new LengthChoice(new RoundCosts(1, 0, 0, 1), 0.05, new Limits(10, 100)).steps());
    assertEquals(
        10, new LengthChoice(new RoundCosts(1, 9, 9, 1), 0.05, new Limits(10, 100)).steps());
  }

  @Test
  void roundsOfAnEpochAreEvenInsteadOfMoreThanTheyNeedBe() {
    RoundCosts costs = new RoundCosts(1, 9, 9, 1); // they ask for more than any limit
    assertEquals(7, new LengthChoice(costs, 0.05, new Limits(10, 21)).steps()); // not 10, 10, 1
    assertEquals(11, new LengthChoice(costs, 0.05, new Limits(20, 21)).steps());
    assertEquals(21, new LengthChoice(costs, 0.05, new Limits(21, 21)).steps());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 7, 100, 149})
  void theLimitLeavesThirtyRounds(long step) {
    RoundPlan plan = new RoundPlan(new StepPlan(150 * 8, 1, 8), 4);
    Position position = new Position(1, step, 20, List.of());
    int most = Limits.of(plan, position).most();
    assertTrue(roundsLeft(plan, position, most) >= 30);
    assertTrue(roundsLeft(plan, position, most + 1) < 30);
  }

  private static long roundsLeft(RoundPlan plan, Position position, int steps) {
    return plan.expectedRounds(position, steps) - position.rounds();
  }

  @Test
  void nearTheEndOfARunTheLimitIsAStep() {
    RoundPlan plan = new RoundPlan(new StepPlan(80, 1, 8), 2);
    assertEquals(1, Limits.of(plan, new Position(1, 5, 20, List.of())).most());
    assertEquals(1, Limits.of(plan, new Position(1, 10, 25, List.of())).most());
  }

  @Test
  void aLongRunHasRoundsOfAtMostFiveHundredSteps() {
    RoundPlan plan = new RoundPlan(new StepPlan(1_000_000, 1, 8), 1);
    assertEquals(500, Limits.of(plan, Position.beginning()).most());
  }

  @Test
  void theReasonsAreOneLine() {
    assertEquals(
        "64 local steps a round: (2.00 MB in 80.0 ms + 20.0 ms) x (1 - 0.05) / (0.05 x 30.00 ms a step) = 63.3, at most 120 for 30 more rounds, even in an epoch of 640",
        new LengthChoice(new RoundCosts(2_000_000, 0.08, 0.02, 0.03), 0.05, new Limits(120, 640))
            .toString());
  }

  @Test
  void timesThatCannotBeAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new RoundCosts(1, 1, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new RoundCosts(1, -1, 1, 1));
  }
}
