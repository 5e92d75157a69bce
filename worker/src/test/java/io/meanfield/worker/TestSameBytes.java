package io.meanfield.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meanfield.worker.InMemoryRounds.Standing;
import io.meanfield.worker.optim.Adam;
import io.meanfield.worker.protocol.DataSpec;
import io.meanfield.worker.protocol.ReplicaState;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.SavedFile;
import io.meanfield.worker.protocol.SliceState;
import io.meanfield.worker.spark.StateFiles;
import io.meanfield.worker.sync.Diloco;
import io.meanfield.worker.sync.Slice;
import io.meanfield.zoo.NetworkDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The result of a run does not depend on how its replicas happened to be run. */
@Tag("unit")
class TestSameBytes {
  static final int REPLICAS = 4;
  private static final int ROUNDS = 6; // more than an epoch

  @TempDir private static Path folder;
  private static DataSpec data;

  @BeforeAll
  static void publish() throws Exception {
    data = PatternImages.publish(folder, 101);
  }

  private static Stream<NetworkDefinition> networks() {
    return Stream.of(SmallRuns.mlp(0.3), SmallRuns.batchNormCnn());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void howReplicasAreHostedDoesNotMatter(NetworkDefinition network) throws Exception {
    RunSpec run = run(network);
    InMemoryRounds rounds = InMemoryRounds.of(run);
    Standing start = rounds.start(SmallRuns.initialParameters(run));
    Standing expected = rounds.run(start, ROUNDS);
    assertSame(expected, rounds.on(Hostings::eachAfresh).run(start, ROUNDS));
    assertSame(expected, rounds.on(Hostings::everyReplicaTwice).run(start, ROUNDS));
    assertSame(expected, rounds.on(Hostings::allAtTheSameTime).run(start, ROUNDS));
    try (Replica replica = new Replica(run)) {
      for (int seed = 0; seed < 3; seed++) {
        InMemoryRounds reused = rounds.on(Hostings.oneReusedInAnyOrder(replica, new Random(seed)));
        assertSame(expected, reused.run(start, ROUNDS));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theNumberOfSlicesDoesNotMatter(NetworkDefinition network) throws Exception {
    RunSpec run = run(network);
    InMemoryRounds rounds = InMemoryRounds.of(run);
    float[] initial = SmallRuns.initialParameters(run);
    float[] expected = rounds.run(rounds.start(initial), ROUNDS).parameters();
    for (int numSlices : List.of(1, 3, 7)) {
      InMemoryRounds cut = rounds.inSlices(numSlices);
      assertArrayEquals(expected, cut.run(cut.start(initial), ROUNDS).parameters());
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void aRoundComputedAgainGivesTheSame(NetworkDefinition network) throws Exception {
    RunSpec run = run(network);
    InMemoryRounds rounds = InMemoryRounds.of(run);
    Standing before = rounds.run(rounds.start(SmallRuns.initialParameters(run)), 2);
    Standing after = rounds.next(before);
    rounds.run(after, 3);
    assertSame(after, rounds.next(before));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void goingOnFromFilesGivesTheSame(NetworkDefinition network) throws Exception {
    RunSpec run = run(network);
    InMemoryRounds rounds = InMemoryRounds.of(run);
    Standing start = rounds.start(SmallRuns.initialParameters(run));
    Standing expected = rounds.run(start, ROUNDS);
    Standing standing = start;
    for (int round = 1; round < ROUNDS; round++) {
      standing = rounds.next(standing);
      String files = folder.resolve(UUID.randomUUID().toString()).toString();
      standing = throughFiles(standing, new StateFiles(data.storage(), files));
    }
    assertSame(expected, rounds.next(standing));
  }

  private static Standing throughFiles(Standing standing, StateFiles files) throws Exception {
    List<ReplicaState> replicas = new ArrayList<>();
    for (ReplicaState state : standing.replicas()) {
      SavedFile saved = files.save(state);
      replicas.add(files.loadReplica(saved));
    }
    List<Slice> slices = new ArrayList<>();
    for (Slice slice : standing.slices()) {
      SavedFile saved = files.save(new SliceState(slices.size(), slice));
      slices.add(files.loadSlice(saved).values());
    }
    float[] parameters = files.loadBest(files.saveBest(standing.parameters()));
    return new Standing(standing.round(), parameters, replicas, slices, List.of());
  }

  static void assertSame(Standing expected, Standing found) {
    assertEquals(expected.round(), found.round());
    assertArrayEquals(expected.parameters(), found.parameters());
    for (int i = 0; i < REPLICAS; i++) {
      ReplicaState state = expected.replicas().get(i);
      ReplicaState other = found.replicas().get(i);
      assertEquals(state.replica(), other.replica());
      assertEquals(state.numUpdates(), other.numUpdates());
      assertArrayEquals(state.optimizer(), other.optimizer());
      assertArrayEquals(state.residual(), other.residual());
      assertEquals(expected.reports().get(i).lossSum(), found.reports().get(i).lossSum());
    }
    for (int i = 0; i < expected.slices().size(); i++) {
      assertArrayEquals(expected.slices().get(i).state(), found.slices().get(i).state());
    }
  }

  private static RunSpec run(NetworkDefinition network) {
    TrainingConfig training = SmallRuns.training(REPLICAS, 8, new Adam(0.01, 0.9, 0.999, 1e-8));
    return SmallRuns.run(data, network, training, new Diloco(2, 0.7, 0.9));
  }
}
