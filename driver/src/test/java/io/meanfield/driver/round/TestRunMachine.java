package io.meanfield.driver.round;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.plan.StepPlan;
import io.meanfield.driver.round.RoundAttempt.Reception;
import io.meanfield.driver.round.RunMachine.State;
import io.meanfield.worker.protocol.Share;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which transitions of a run are legal, and what an attempt takes. */
@Tag("unit")
class TestRunMachine {
  private static final int REPLICAS = 4;
  private static final RoundPlan PLAN = new RoundPlan(new StepPlan(80, REPLICAS, 2), 1);
  private static final int H = 5; // two rounds

  private final RunMachine machine = machine(Quorum.all(REPLICAS));
  private RoundAttempt attempt;

  @Test
  void aRoundThatIsRolledBackBeginsAgainFromTheSameVersion() {
    goTo(State.ROLLED_BACK);
    assertEquals(Position.beginning(), machine.position());
    machine.retry();
    RoundAttempt second = machine.begin();
    assertEquals(new RoundKey("run", 0, 2), second.key());
    assertEquals(attempt.round(), second.round());
  }

  @Test
  void aRoundIsGivenUpAfterItsLastAttempt() {
    machine.plan(H);
    for (int i = 1; i < RunMachine.MAX_ATTEMPTS; i++) {
      assertTrue(machine.rollBack(machine.begin()));
      machine.retry();
    }
    assertFalse(machine.rollBack(machine.begin()));
    assertEquals(State.FAILED, machine.state());
  }

  @ParameterizedTest
  @CsvSource({
    "COMMITTED, plan finish",
    "PLANNED, begin",
    "RUNNING, commit rollBack",
    "ROLLED_BACK, retry",
    "FINISHED, ''",
    "FAILED, ''"
  })
  void everyOtherTransitionThrows(State state, String legal) {
    Map<String, Consumer<TestRunMachine>> transitions =
        Map.of(
            "plan", test -> test.machine.plan(H),
            "begin", test -> test.machine.begin(),
            "commit", test -> test.machine.commit(test.attempt),
            "rollBack", test -> test.machine.rollBack(test.attempt),
            "retry", test -> test.machine.retry(),
            "finish", test -> test.machine.finish());
    transitions.forEach(
        (name, transition) -> {
          TestRunMachine fresh = new TestRunMachine();
          fresh.goTo(state);
          if (List.of(legal.split(" ")).contains(name)) {
            transition.accept(fresh);
          } else {
            assertThrows(IllegalStateException.class, () -> transition.accept(fresh), name);
            assertEquals(state, fresh.machine.state());
          }
        });
  }

  @Test
  void aRoundIsNotCommittedWithFewerReplicasThanItNeeds() {
    machine.plan(H);
    RoundAttempt begun = machine.begin();
    begun.receive(new Arrival(begun.key(), 1, 10));
    Throwable refused = assertThrows(IllegalStateException.class, () -> machine.commit(begun));
    assertEquals(
        "expected 4 of 4 replicas in round 1, attempt 1, run run, found [1]", refused.getMessage());
  }

  @Test
  void whatMissingReplicasDidNotDoIsToBeMadeUp() {
    RunMachine lenient = machine(new Quorum(REPLICAS, 3));
    lenient.plan(H);
    RoundAttempt begun = lenient.begin();
    for (int replica : List.of(3, 0, 1)) {
      begun.receive(new Arrival(begun.key(), replica, 10));
    }
    lenient.commit(begun);
    assertEquals(new Position(0, H, 1, List.of(new Share(2, 0, H))), lenient.position());
  }

  @Test
  void aQuorumThatHasTrainedOnNothingIsNone() {
    RunMachine lenient = machine(new Quorum(REPLICAS, 1));
    lenient.plan(H);
    RoundAttempt begun = lenient.begin();
    begun.receive(new Arrival(begun.key(), 0, 0));
    assertFalse(begun.hasQuorum());
    begun.receive(new Arrival(begun.key(), 1, 1));
    assertTrue(begun.hasQuorum());
  }

  @ParameterizedTest
  @EnumSource(Reception.class)
  void anAttemptTakesWhatBelongsToItAndSaysWhyItRefuses(Reception expected) {
    machine.plan(H);
    attempt = machine.begin();
    RoundKey key = attempt.key();
    attempt.receive(new Arrival(key, 0, 10));
    Arrival arrival =
        switch (expected) {
          case TAKEN, TOO_LATE -> new Arrival(key, 1, 10);
          case OF_ANOTHER_RUN -> new Arrival(new RoundKey("other", 0, 1), 1, 10);
          case OF_ANOTHER_ROUND -> new Arrival(new RoundKey("run", 1, 1), 1, 10);
          case OF_ANOTHER_ATTEMPT -> new Arrival(new RoundKey("run", 0, 2), 1, 10);
          case TWICE -> new Arrival(key, 0, 10);
          case OF_NO_REPLICA -> new Arrival(key, REPLICAS, 10);
        };
    if (expected == Reception.TOO_LATE) {
      machine.rollBack(attempt);
    }
    assertEquals(expected, attempt.receive(arrival));
    assertEquals(expected == Reception.TAKEN ? List.of(0, 1) : List.of(0), attempt.arrived());
  }

  private static RunMachine machine(Quorum quorum) {
    return new RunMachine("run", PLAN, quorum, Position.beginning());
  }

  /** Takes a machine that is COMMITTED by the shortest way to a state. */
  private void goTo(State state) {
    switch (state) {
      case COMMITTED -> {}
      case PLANNED -> machine.plan(H);
      case RUNNING -> {
        machine.plan(H);
        attempt = machine.begin();
        attempt.receiveAll(40);
      }
      case ROLLED_BACK -> {
        goTo(State.RUNNING);
        machine.rollBack(attempt);
      }
      case FINISHED -> machine.finish();
      case FAILED -> {
        goTo(State.ROLLED_BACK);
        for (int i = 1; i < RunMachine.MAX_ATTEMPTS; i++) {
          machine.retry();
          attempt = machine.begin();
          machine.rollBack(attempt);
        }
      }
    }
  }
}
