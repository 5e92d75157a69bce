package io.meanfield.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.worker.optim.Adam;
import io.meanfield.worker.protocol.DataSpec;
import io.meanfield.worker.protocol.ReplicaState;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.SliceState;
import io.meanfield.worker.sync.AllReduce;
import io.meanfield.worker.sync.AllReduce.Recovery;
import io.meanfield.worker.sync.Average;
import io.meanfield.worker.sync.Diloco;
import io.meanfield.worker.sync.StepCount;
import io.meanfield.worker.sync.wire.F32;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rounds that go on after exact steps go on with everything that those left. */
@Tag("unit")
class TestHandOver {
  private static final int ROUNDS = 3; // of each kind, of two steps
  private static final StepCount STEPS = new StepCount(2 * ROUNDS);

  @TempDir private static Path folder;
  private static DataSpec data;

  @BeforeAll
  static void publish() throws Exception {
    data = PatternImages.publish(folder, 101);
  }

  @Test
  void oneReplicaTrainsAsIfNothingHadHappened() throws Exception {
    RunSpec run = run(1);
    InMemoryRounds rounds = InMemoryRounds.of(run);
    InMemoryRounds.Standing expected =
        rounds.run(rounds.start(SmallRuns.initialParameters(run)), 2 * ROUNDS);
    InMemoryExact.Standing exact = exactRounds(run);
    ReplicaState state = run.stateAfterExact(0, STEPS, exact.slices());
    assertNear(expected, rounds.run(standing(run, exact, state), ROUNDS));

    ReplicaState forgetful = run.initialState(0);
    InMemoryRounds.Standing wrong = rounds.run(standing(run, exact, forgetful), ROUNDS);
    assertTrue(
        Tolerances.relativeDifference(expected.parameters(), wrong.parameters())
            > 100 * Tolerances.STOCK_TRAINING);
  }

  private static void assertNear(InMemoryRounds.Standing expected, InMemoryRounds.Standing found) {
    Tolerances.assertNear(
        expected.parameters(), found.parameters(), Tolerances.STOCK_TRAINING, "parameters");
    assertEquals(expected.replicas().get(0).numUpdates(), found.replicas().get(0).numUpdates());
  }

  @Test
  void everyReplicaHasTheWholeOfTheOptimizersStateWhateverTheOrderOfSlices() throws Exception {
    RunSpec run = run(3);
    List<SliceState> slices = exactRounds(run).slices();
    List<SliceState> reversed =
        slices.stream().sorted(Comparator.comparingInt(slice -> -slice.slice())).toList();
    for (int replica = 0; replica < 3; replica++) {
      ReplicaState state = run.stateAfterExact(replica, STEPS, reversed);
      assertEquals(replica, state.replica());
      assertEquals(STEPS.steps(), state.numUpdates());
      for (SliceState slice : slices) {
        for (int i = 0; i < 2; i++) { // both of Adam's moments
          float[] cut = run.slicePlan().cut(state.optimizer()[i], slice.slice());
          assertArrayEquals(slice.values().state()[i], cut);
        }
      }
    }
  }

  @Test
  void ownersOfSlicesBeginWithAnOuterStateOfZero() throws Exception {
    SliceState exact = exactRounds(run(3)).slices().get(1);
    SliceState slice = exact.beginning(new Diloco(2, 0.7, 0.9).numStateVectors());
    assertEquals(1, slice.slice());
    assertArrayEquals(exact.values().parameters(), slice.values().parameters());
    int length = slice.values().parameters().length;
    assertArrayEquals(new float[1][length], slice.values().state());
  }

  private static InMemoryRounds.Standing standing(
      RunSpec run, InMemoryExact.Standing exact, ReplicaState state) {
    List<SliceState> slices = exact.slices().stream().map(slice -> slice.beginning(0)).toList();
    return new InMemoryRounds.Standing(
        ROUNDS,
        SliceState.join(slices, run.slicePlan()),
        List.of(state),
        slices.stream().map(SliceState::values).toList(),
        List.of());
  }

  private static InMemoryExact.Standing exactRounds(RunSpec run) throws Exception {
    InMemoryExact exact =
        new InMemoryExact(run.with(new AllReduce(2, 1024, Recovery.STEP, new F32())));
    InMemoryExact.Standing standing = exact.start(exact.initialParameters());
    for (int i = 0; i < ROUNDS; i++) {
      standing = exact.next(standing, 1);
    }
    return standing;
  }

  private static RunSpec run(int replicas) {
    TrainingConfig training = SmallRuns.training(replicas, 8, new Adam(0.01, 0.9, 0.999, 1e-8));
    return SmallRuns.run(data, SmallRuns.mlp(0.3), training, new Average(2));
  }
}
