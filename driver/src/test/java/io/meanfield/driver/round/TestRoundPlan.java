package io.meanfield.driver.round;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meanfield.datasets.plan.StepPlan;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.Share;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which round comes next, and what is left to do after it. */
@Tag("unit")
class TestRoundPlan {
  private static final StepPlan STEPS = new StepPlan(115, 4, 3); // 10 steps, the last one shorter
  private static final RoundPlan PLAN = new RoundPlan(STEPS, 2);

  @Test
  void aRoundEndsWhereItsEpochEnds() {
    Position position = Position.beginning();
    List<String> rounds = new ArrayList<>();
    while (!PLAN.isFinished(position)) {
      RoundSpec round = PLAN.next(position, 4);
      rounds.add(round.epoch() + ":" + round.firstStep() + "+" + round.numSteps());
      position = PLAN.after(position, round, List.of());
    }
    assertEquals(List.of("0:0+4", "0:4+4", "0:8+2", "1:0+4", "1:4+4", "1:8+2"), rounds);
    assertEquals(new Position(2, 0, 6, List.of()), position);
  }

  @Test
  void roundsOfOneRunMayDifferInLength() {
    Position position = PLAN.after(Position.beginning(), round(Position.beginning(), 1), List.of());
    assertEquals(RoundSpec.ofSteps(1, 0, 1, 7), PLAN.next(position, 7));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 10, 25})
  void theExpectedNumberOfRoundsIsThatOfTheRunIfNothingIsMissed(int stepsPerRound) {
    Position position = Position.beginning();
    long expected = PLAN.expectedRounds(position, stepsPerRound);
    while (!PLAN.isFinished(position)) {
      assertEquals(expected, PLAN.expectedRounds(position, stepsPerRound));
      position = PLAN.after(position, round(position, stepsPerRound), List.of());
    }
    assertEquals(expected, position.rounds());
  }

  @Test
  void everyBatchOfAnEpochIsTrainedOnOnceWhoeverIsMissing() {
    int[][] missing = {{1}, {1, 2}, {1}, {1, 3}, {1}, {1}, {}, {0, 1}, {1}, {}};
    int[][] seen = new int[10][4]; // [step, replica]
    Position position = Position.beginning();
    while (position.epoch() == 0) {
      RoundSpec round = round(position, 4);
      int number = (int) Math.min(round.round(), missing.length - 1);
      List<Integer> absent = Arrays.stream(missing[number]).boxed().toList();
      for (int replica = 0; replica < 4; replica++) {
        if (!absent.contains(replica)) {
          round.sharesOf(replica, 4).forEach(share -> count(share, seen));
        }
      }
      position = PLAN.after(position, round, absent);
    }
    for (int[] step : seen) {
      assertEquals("[1, 1, 1, 1]", Arrays.toString(step));
    }
  }

  @Test
  void aReplicaThatIsAlwaysMissingDoesNotKeepAnEpochFromItsEnd() {
    Position position = Position.beginning();
    while (position.epoch() == 0 && position.rounds() < 100) {
      position = PLAN.after(position, round(position, 4), List.of(2));
    }
    assertEquals(1, position.epoch());
  }

  @Test
  void whatIsMadeUpIsSharedByAllReplicas() {
    List<Share> missed = List.of(new Share(1, 0, 4), new Share(2, 4, 3));
    RoundSpec round = PLAN.next(new Position(0, 10, 4, missed), 4);
    assertEquals(List.of(new Share(1, 0, 1)), round.sharesOf(0, 4));
    assertEquals(List.of(new Share(1, 1, 2)), round.sharesOf(1, 4));
    assertEquals(List.of(new Share(1, 3, 1), new Share(2, 4, 1)), round.sharesOf(2, 4));
    assertEquals(List.of(new Share(2, 5, 2)), round.sharesOf(3, 4));
  }

  @Test
  void noRoundComesAfterTheLast() {
    assertThrows(IllegalArgumentException.class, () -> round(new Position(2, 0, 6, List.of()), 4));
  }

  @Test
  void anotherRoundThanTheNextCannotBeCommitted() {
    RoundSpec first = round(Position.beginning(), 4);
    Position second = PLAN.after(Position.beginning(), first, List.of());
    assertThrows(IllegalStateException.class, () -> PLAN.after(second, first, List.of()));
  }

  private static RoundSpec round(Position position, int stepsPerRound) {
    return PLAN.next(position, stepsPerRound);
  }

  private static void count(Share share, int[][] seen) {
    for (long step = share.firstStep(); step < share.firstStep() + share.numSteps(); step++) {
      seen[(int) step][share.replica()]++;
    }
  }
}
