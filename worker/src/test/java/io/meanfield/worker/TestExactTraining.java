package io.meanfield.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.augment.AugmentationConfig;
import io.meanfield.worker.InMemoryExact.Ran;
import io.meanfield.worker.InMemoryExact.Standing;
import io.meanfield.worker.collective.InMemoryPeers;
import io.meanfield.worker.collective.InMemoryPeers.Death;
import io.meanfield.worker.collective.Session;
import io.meanfield.worker.optim.Adam;
import io.meanfield.worker.optim.Optimizer;
import io.meanfield.worker.optim.Schedule;
import io.meanfield.worker.optim.Sgd;
import io.meanfield.worker.protocol.DataSpec;
import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.TrainingException;
import io.meanfield.worker.sync.AllReduce;
import io.meanfield.worker.sync.AllReduce.Recovery;
import io.meanfield.worker.sync.Average;
import io.meanfield.worker.sync.wire.Bf16;
import io.meanfield.worker.sync.wire.F32;
import io.meanfield.worker.sync.wire.Int8;
import io.meanfield.worker.sync.wire.TopK;
import io.meanfield.worker.sync.wire.WireFormat;
import io.meanfield.zoo.NetworkDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exact training is training on the global batch, whatever the number of ranks. */
@Tag("unit")
class TestExactTraining {
  private static final Optimizer ADAM = new Adam(0.01, 0.9, 0.999, 1e-8);
  private static final int ROUNDS = 4; // more than an epoch

  @TempDir private static Path folder;
  private static DataSpec data;

  @BeforeAll
  static void publish() throws Exception {
    data = PatternImages.publish(folder, 101); // the last step leaves some replicas nothing
  }

  private static Stream<Arguments> networksAndReplicas() {
    return Stream.of(3, 4, 6)
        .flatMap(
            v ->
                Stream.of(
                    Arguments.of(SmallRuns.mlp(0.3), v),
                    Arguments.of(SmallRuns.batchNormCnn(), v)));
  }

  @ParameterizedTest
  @MethodSource("networksAndReplicas")
  void theNumberOfRanksDoesNotMatter(NetworkDefinition network, int replicas) throws Exception {
    for (double clipNorm : List.of(0.0, 0.05)) {
      InMemoryExact exact = new InMemoryExact(run(network, replicas, clipNorm));
      List<Standing> expected = rounds(exact, 1);
      for (int numRanks = 2; numRanks <= Math.min(4, replicas); numRanks++) {
        List<Standing> found = rounds(exact, numRanks);
        for (int i = 0; i < ROUNDS; i++) {
          assertSame(expected.get(i), found.get(i));
        }
      }
    }
  }

  private static Stream<WireFormat> formats() {
    return Stream.of(new Bf16(), new Int8(), new TopK(0.05));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void gradientsInFewerBytesAreSummedTheSameOnAnyNumberOfRanks(WireFormat format) throws Exception {
    for (double clipNorm : List.of(0.0, 0.05)) {
      RunSpec inFull = run(SmallRuns.batchNormCnn(), 6, clipNorm); // some without examples
      InMemoryExact exact = new InMemoryExact(inFull.with(wired(format)));
      List<Standing> expected = rounds(exact, 1);
      for (int numRanks : List.of(2, 3, 4)) {
        assertSame(expected.get(ROUNDS - 1), rounds(exact, numRanks).get(ROUNDS - 1));
      }
      float[] other = rounds(new InMemoryExact(inFull), 1).get(ROUNDS - 1).parameters();
      assertFalse(Arrays.equals(expected.get(ROUNDS - 1).parameters(), other), "rounded");
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void gradientsInFewerBytesTrainAsWell(WireFormat format) throws Exception {
    RunSpec inFull = run(SmallRuns.batchNormCnn(), 4, 0);
    double expected = lossAfter(30, inFull);
    assertTrue(expected < lossAfter(1, inFull) / 4, "it trains at all: " + expected);
    double found = lossAfter(30, inFull.with(wired(format)));
    assertTrue(found < Tolerances.LOSS_OF_WIRE_FORMATS * expected, found + " against " + expected);
  }

  @Test
  void slicesMayBeEmpty() throws Exception {
    int tooMany = run(SmallRuns.batchNormCnn(), 1, 0).layout().length() + 10;
    DataSpec many = PatternImages.publish(Files.createDirectory(folder.resolve("many")), tooMany);
    TrainingConfig training = SmallRuns.training(tooMany, 1, ADAM);
    RunSpec run = SmallRuns.run(many, SmallRuns.batchNormCnn(), training, wired(new Int8()));
    InMemoryExact exact = new InMemoryExact(run);
    Standing start = exact.start(exact.initialParameters());
    assertSame(exact.next(start, 1), exact.next(start, 2));
  }

  @Test
  void whatDoesNotTravelIsNotLostWithARank() throws Exception {
    RunSpec run = run(SmallRuns.batchNormCnn(), 4, 0).with(wired(new Int8()));
    InMemoryExact exact = new InMemoryExact(run);
    List<Standing> expected = rounds(exact, 2);
    for (int numSends : List.of(0, 5, 10)) { // before the first step, in it and in the second
      Future<Ran> lost = exact.loseRank(expected.get(0), 3, 1, numSends).get(1);
      assertTrue(assertThrows(ExecutionException.class, lost::get).getCause() instanceof Death);
      List<Ran> again = exact.again(expected.get(0), 1);
      assertSame(expected.get(1), exact.after(expected.get(0), again));
    }
  }

  private static AllReduce wired(WireFormat format) {
    return new AllReduce(2, 1, Recovery.STEP, format);
  }

  private static double lossAfter(int numRounds, RunSpec run) throws Exception {
    InMemoryExact exact = new InMemoryExact(run);
    Standing standing = exact.start(exact.initialParameters());
    for (int i = 0; i < numRounds; i++) {
      standing = exact.next(standing, 2);
    }
    return standing.loss();
  }

  @Test
  void theNumberOfRanksMayChangeBetweenRounds() throws Exception {
    InMemoryExact exact = new InMemoryExact(run(SmallRuns.batchNormCnn(), 4, 0));
    Standing standing = rounds(exact, 1).get(0);
    for (int numRanks : List.of(4, 2, 3)) {
      standing = exact.next(standing, numRanks);
    }
    assertSame(rounds(exact, 1).get(ROUNDS - 1), standing);
  }

  /** Without batch norm, whose means are of the micro-batch. */
  @ParameterizedTest
  @ValueSource(ints = {2, 5})
  void replicasAreMicroBatchesOfOneBatch(int replicas) throws Exception {
    for (Optimizer optimizer : List.of(new Sgd(0.1), ADAM)) {
      TrainingConfig whole = SmallRuns.training(1, 8 * replicas, optimizer);
      TrainingConfig parts = SmallRuns.training(replicas, 8, optimizer);
      NetworkDefinition network = SmallRuns.mlp(0);
      InMemoryExact one = new InMemoryExact(SmallRuns.run(data, network, whole, allReduce(2)));
      InMemoryExact many = new InMemoryExact(SmallRuns.run(data, network, parts, allReduce(2)));
      Standing expected = rounds(one, 1).get(ROUNDS - 1);
      Standing found = rounds(many, 2).get(ROUNDS - 1);
      Tolerances.assertNear(
          expected.parameters(), found.parameters(), Tolerances.STOCK_TRAINING, "" + optimizer);
      assertEquals(expected.loss(), found.loss(), Tolerances.LOSS * expected.loss());
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.05})
  void aloneItIsPlainTraining(double clipNorm) throws Exception {
    RunSpec exact = run(SmallRuns.mlp(0.3), 1, clipNorm);
    RunSpec plain = SmallRuns.run(data, exact.network(), exact.training(), new Average(2));
    InMemoryRounds rounds = InMemoryRounds.of(plain);
    InMemoryRounds.Standing expected =
        rounds.run(rounds.start(SmallRuns.initialParameters(plain)), ROUNDS);
    // a round of averaging ends in start - (start - end), which may round
    Tolerances.assertNear(
        expected.parameters(),
        rounds(new InMemoryExact(exact), 1).get(ROUNDS - 1).parameters(),
        Tolerances.STOCK_TRAINING,
        "parameters");
  }

  @Test
  void whoWaitsForALostRankIsToldSo() throws Exception {
    InMemoryExact exact = new InMemoryExact(run(SmallRuns.mlp(0), 2, 0));
    Standing start = exact.start(exact.initialParameters());
    List<InMemoryPeers> peers = InMemoryPeers.group(new Session("run", 0, 0), 2);
    peers.get(1).leave();
    TrainingException e =
        assertThrows(TrainingException.class, () -> exact.run(start, peers.get(0)));
    assertEquals(ErrorCode.CLUSTER, e.code());
    assertEquals("rank 0 lost rank 1: it failed", e.getMessage());
  }

  private static List<Standing> rounds(InMemoryExact exact, int numRanks) throws Exception {
    Standing[] standings = new Standing[ROUNDS];
    Standing standing = exact.start(exact.initialParameters());
    for (int i = 0; i < ROUNDS; i++) {
      standing = exact.next(standing, numRanks);
      standings[i] = standing;
    }
    return List.of(standings);
  }

  private static void assertSame(Standing expected, Standing found) {
    assertArrayEquals(expected.parameters(), found.parameters());
    for (int i = 0; i < expected.slices().size(); i++) {
      assertArrayEquals(
          expected.slices().get(i).values().state(), found.slices().get(i).values().state());
    }
    assertEquals(expected.replicas().size(), found.replicas().size());
    for (int i = 0; i < expected.replicas().size(); i++) {
      assertArrayEquals(expected.replicas().get(i).residual(), found.replicas().get(i).residual());
    }
    assertEquals(expected.loss(), found.loss(), 1e-12);
  }

  private static RunSpec run(NetworkDefinition network, int replicas, double clipNorm) {
    TrainingConfig training =
        new TrainingConfig(
            replicas,
            8,
            100,
            ADAM,
            new Schedule.Constant(0),
            Loss.BY_LABELS,
            1e-3,
            clipNorm,
            0,
            AugmentationConfig.NONE);
    return SmallRuns.run(data, network, training, allReduce(2));
  }

  private static AllReduce allReduce(int stepsPerRound) {
    return new AllReduce(stepsPerRound, 1, Recovery.STEP, new F32()); // a bucket is 256 parameters
  }
}
