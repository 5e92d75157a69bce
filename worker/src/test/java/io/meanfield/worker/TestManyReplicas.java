package io.meanfield.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.worker.InMemoryRounds.Standing;
import io.meanfield.worker.optim.Sgd;
import io.meanfield.worker.protocol.DataSpec;
import io.meanfield.worker.protocol.ReplicaReport;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.sync.Average;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replicas that average after every SGD step are one process with the global batch. */
@Tag("unit")
class TestManyReplicas {
  private static final int BATCH_SIZE = 8;

  @TempDir private static Path folder;
  private static DataSpec unevenEnd;
  private static DataSpec shortEnd;

  @BeforeAll
  static void publish() throws Exception {
    unevenEnd = PatternImages.publish(Files.createDirectory(folder.resolve("uneven")), 101);
    shortEnd = PatternImages.publish(Files.createDirectory(folder.resolve("short")), 98);
  }

  @ParameterizedTest
  @CsvSource({"1, 5", "2, 2;3", "3, 1;2;2", "4, 1;1;1;2"})
  void agreeingEveryStepIsTheGlobalBatch(int replicas, String lastStep) throws Exception {
    assertGlobalBatch(unevenEnd, replicas, lastStep);
  }

  @ParameterizedTest
  @CsvSource({"3, 0;1;1", "4, 0;1;0;1"})
  void aReplicaWithoutExamplesHasNoSay(int replicas, String lastStep) throws Exception {
    assertGlobalBatch(shortEnd, replicas, lastStep);
  }

  private static void assertGlobalBatch(DataSpec data, int replicas, String lastStep)
      throws Exception {
    Standing many = afterAnEpoch(everyStep(data, replicas, BATCH_SIZE));
    Standing one = afterAnEpoch(everyStep(data, 1, replicas * BATCH_SIZE));
    assertArrayEquals(
        Arrays.stream(lastStep.split(";")).mapToLong(Long::parseLong).toArray(),
        many.reports().stream().mapToLong(ReplicaReport::numExamples).toArray());
    Tolerances.assertNear(
        one.parameters(), many.parameters(), Tolerances.GLOBAL_BATCH, "after an epoch");
    assertEquals(one.loss(), many.loss(), Tolerances.LOSS * one.loss());
  }

  @Test
  void withoutWeightsTheUnevenStepWouldShow() throws Exception {
    RunSpec run = everyStep(unevenEnd, 4, BATCH_SIZE);
    InMemoryRounds unweighted = InMemoryRounds.of(run).changing(Contributions::unweighted);
    float[] wrong = afterAnEpoch(unweighted, run).parameters();
    float[] right = afterAnEpoch(everyStep(unevenEnd, 1, 4 * BATCH_SIZE)).parameters();
    assertTrue(Tolerances.relativeDifference(right, wrong) > 100 * Tolerances.GLOBAL_BATCH);
  }

  @Test
  void lossFallsAndWithTheWrongSignRises() throws Exception {
    RunSpec run =
        SmallRuns.run(
            unevenEnd,
            SmallRuns.batchNormCnn(),
            SmallRuns.training(3, BATCH_SIZE, new Sgd(0.1)),
            new Average(2));
    InMemoryRounds rounds = InMemoryRounds.of(run);
    Standing start = rounds.start(SmallRuns.initialParameters(run));
    double first = rounds.next(start).loss();
    assertTrue(rounds.run(start, 12).loss() < 0.5 * first);
    assertTrue(rounds.changing(Contributions::negated).run(start, 12).loss() > 2 * first);
  }

  private static RunSpec everyStep(DataSpec data, int replicas, int batchSize) {
    TrainingConfig training = SmallRuns.training(replicas, batchSize, new Sgd(0.1));
    return SmallRuns.run(data, SmallRuns.mlp(0), training, new Average(1));
  }

  private static Standing afterAnEpoch(RunSpec run) throws Exception {
    return afterAnEpoch(InMemoryRounds.of(run), run);
  }

  private static Standing afterAnEpoch(InMemoryRounds rounds, RunSpec run) throws Exception {
    Standing start = rounds.start(SmallRuns.initialParameters(run));
    return rounds.run(start, (int) rounds.roundsPerEpoch());
  }
}
