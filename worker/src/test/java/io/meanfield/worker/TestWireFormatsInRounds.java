package io.meanfield.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.worker.InMemoryRounds.Standing;
import io.meanfield.worker.optim.Adam;
import io.meanfield.worker.protocol.DataSpec;
import io.meanfield.worker.protocol.ReplicaState;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.SavedFile;
import io.meanfield.worker.spark.StateFiles;
import io.meanfield.worker.sync.Average;
import io.meanfield.worker.sync.Diloco;
import io.meanfield.worker.sync.LocalSteps;
import io.meanfield.worker.sync.RoundLength;
import io.meanfield.worker.sync.StepCount;
import io.meanfield.worker.sync.wire.Bf16;
import io.meanfield.worker.sync.wire.F32;
import io.meanfield.worker.sync.wire.Int8;
import io.meanfield.worker.sync.wire.TopK;
import io.meanfield.worker.sync.wire.WireFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rounds whose deltas travel in other formats train as well, and to the same bytes everywhere. */
@Tag("unit")
class TestWireFormatsInRounds {
  private static final int ROUNDS = 6; // more than an epoch

  @TempDir private static Path folder;
  private static DataSpec data;

  @BeforeAll
  static void publish() throws Exception {
    data = PatternImages.publish(folder, 101);
  }

  private static Stream<WireFormat> formats() {
    return Stream.of(new Bf16(), new Int8(), new TopK(0.05));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void howReplicasAreHostedDoesNotMatter(WireFormat format) throws Exception {
    RunSpec run = run(diloco(format));
    InMemoryRounds rounds = InMemoryRounds.of(run);
    Standing start = rounds.start(SmallRuns.initialParameters(run));
    Standing expected = rounds.run(start, ROUNDS);
    TestSameBytes.assertSame(expected, rounds.on(Hostings::eachAfresh).run(start, ROUNDS));
    TestSameBytes.assertSame(expected, rounds.on(Hostings::everyReplicaTwice).run(start, ROUNDS));
    try (Replica replica = new Replica(run)) {
      InMemoryRounds reused = rounds.on(Hostings.oneReusedInAnyOrder(replica, new Random(1)));
      TestSameBytes.assertSame(expected, reused.run(start, ROUNDS));
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void goingOnFromFilesGivesTheSame(WireFormat format) throws Exception {
    RunSpec run = run(diloco(format));
    InMemoryRounds rounds = InMemoryRounds.of(run);
    Standing start = rounds.start(SmallRuns.initialParameters(run));
    Standing half = rounds.run(start, ROUNDS / 2);
    StateFiles files =
        new StateFiles(data.storage(), folder.resolve(UUID.randomUUID().toString()).toString());
    List<ReplicaState> replicas = new ArrayList<>();
    for (ReplicaState state : half.replicas()) {
      SavedFile saved = files.save(state);
      replicas.add(files.loadReplica(saved));
    }
    Standing read =
        new Standing(half.round(), half.parameters(), replicas, half.slices(), List.of());
    TestSameBytes.assertSame(rounds.run(half, ROUNDS / 2), rounds.run(read, ROUNDS / 2));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void lossFallsAsItDoesInFull(WireFormat format) throws Exception {
    double inFull = lossAfter(30, new F32());
    double found = lossAfter(30, format);
    assertTrue(found < Tolerances.LOSS_OF_WIRE_FORMATS * inFull, found + " against " + inFull);
  }

  @Test
  void aReplicaThatKeepsAResidualAloneComesBackFromItsFile() throws Exception {
    StateFiles files =
        new StateFiles(data.storage(), folder.resolve(UUID.randomUUID().toString()).toString());
    float[] residual = {1, -2, 3};
    ReplicaState read =
        files.loadReplica(files.save(new ReplicaState(3, 0, new float[0][], residual)));
    assertEquals(3, read.replica());
    assertEquals(0, read.optimizer().length);
    assertArrayEquals(residual, read.residual());
  }

  @Test
  void aReplicaWithoutExamplesKeepsWhatDidNotTravel() throws Exception {
    DataSpec shortEnd = PatternImages.publish(Files.createDirectory(folder.resolve("short")), 98);
    TrainingConfig training = SmallRuns.training(4, 8, new Adam(0.01, 0.9, 0.999, 1e-8));
    Average everyStep = average(1, new TopK(0.05));
    RunSpec run = SmallRuns.run(shortEnd, SmallRuns.batchNormCnn(), training, everyStep);
    InMemoryRounds rounds = InMemoryRounds.of(run);
    Standing start = rounds.start(SmallRuns.initialParameters(run));
    Standing before = rounds.run(start, (int) rounds.roundsPerEpoch() - 1);
    Standing after = rounds.next(before);
    assertEquals(0, after.reports().get(0).numExamples());
    assertArrayEquals(before.replicas().get(0).residual(), after.replicas().get(0).residual());
    assertEquals(1, after.reports().get(1).numExamples());
    assertFalse(
        Arrays.equals(before.replicas().get(1).residual(), after.replicas().get(1).residual()));
  }

  private static Diloco diloco(WireFormat format) {
    return new Diloco(
        RoundLength.of(2), 0.7, 0.9, LocalSteps.USUAL_OVERHEAD, format, StepCount.NONE, 1, 3, 0);
  }

  private static Average average(int localSteps, WireFormat format) {
    return new Average(
        RoundLength.of(localSteps), LocalSteps.USUAL_OVERHEAD, format, StepCount.NONE, 1, 3, 0);
  }

  private static double lossAfter(int numRounds, WireFormat format) throws Exception {
    RunSpec run = run(average(2, format));
    InMemoryRounds rounds = InMemoryRounds.of(run);
    return rounds.run(rounds.start(SmallRuns.initialParameters(run)), numRounds).loss();
  }

  private static RunSpec run(LocalSteps sync) {
    TrainingConfig training = SmallRuns.training(4, 8, new Adam(0.01, 0.9, 0.999, 1e-8));
    return SmallRuns.run(data, SmallRuns.batchNormCnn(), training, sync);
  }
}
