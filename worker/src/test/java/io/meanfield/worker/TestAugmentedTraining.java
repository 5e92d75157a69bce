package io.meanfield.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.augment.AugmentationConfig;
import io.meanfield.datasets.augment.Flip;
import io.meanfield.worker.InMemoryRounds.Standing;
import io.meanfield.worker.optim.Adam;
import io.meanfield.worker.optim.Schedule;
import io.meanfield.worker.protocol.DataSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.sync.AllReduce;
import io.meanfield.worker.sync.Average;
import io.meanfield.worker.sync.SyncStrategy;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training on images that are changed at random gives the same bytes wherever it runs. */
@Tag("unit")
class TestAugmentedTraining {
  private static final int REPLICAS = 4;
  private static final int ROUNDS = 5;
  private static final AugmentationConfig ALL =
      new AugmentationConfig(Flip.HORIZONTAL, 0.1, 10, 0.1, 1, 0.2, 0.2, 0, 2, 0.3);

  @TempDir private static Path folder;
  private static DataSpec data;

  @BeforeAll
  static void publish() throws Exception {
    data = PatternImages.publish(folder, 101);
  }

  @Test
  void howReplicasAreHostedDoesNotMatter() throws Exception {
    RunSpec run = run(ALL, new Average(2));
    InMemoryRounds rounds = InMemoryRounds.of(run);
    Standing start = rounds.start(SmallRuns.initialParameters(run));
    Standing expected = rounds.run(start, ROUNDS);
    TestSameBytes.assertSame(expected, rounds.run(start, ROUNDS));
    TestSameBytes.assertSame(expected, rounds.on(Hostings::eachAfresh).run(start, ROUNDS));
    TestSameBytes.assertSame(expected, rounds.on(Hostings::everyReplicaTwice).run(start, ROUNDS));
    TestSameBytes.assertSame(expected, rounds.on(Hostings::allAtTheSameTime).run(start, ROUNDS));
  }

  @Test
  void theNumberOfRanksOfExactStepsDoesNotMatter() throws Exception {
    float[] expected = afterExactRounds(ALL, 1);
    for (int numRanks = 1; numRanks <= REPLICAS; numRanks++) {
      assertArrayEquals(expected, afterExactRounds(ALL, numRanks));
    }
    assertFalse(Arrays.equals(expected, afterExactRounds(AugmentationConfig.NONE, 1)));
  }

  @Test
  void networksLearnFromChangedImages() throws Exception {
    AugmentationConfig augmentation =
        new AugmentationConfig(Flip.HORIZONTAL, 0, 5, 0, 0, 0.2, 0.2, 0, 2, 0);
    InMemoryRounds rounds = InMemoryRounds.of(run(augmentation, new Average(2)));
    Standing start = rounds.start(SmallRuns.initialParameters(run(augmentation, new Average(2))));
    double first = rounds.next(start).loss();
    assertTrue(rounds.run(start, 60).loss() < 0.6 * first);
  }

  private static float[] afterExactRounds(AugmentationConfig augmentation, int numRanks)
      throws Exception {
    InMemoryExact rounds = new InMemoryExact(run(augmentation, AllReduce.USUAL));
    InMemoryExact.Standing standing = rounds.start(rounds.initialParameters());
    for (int round = 0; round < 2; round++) {
      standing = rounds.next(standing, numRanks);
    }
    return standing.parameters();
  }

  private static RunSpec run(AugmentationConfig augmentation, SyncStrategy sync) {
    TrainingConfig training =
        new TrainingConfig(
            REPLICAS,
            8,
            100,
            new Adam(0.01, 0.9, 0.999, 1e-8),
            new Schedule.Constant(0),
            Loss.BY_LABELS,
            0,
            0,
            0,
            augmentation);
    return SmallRuns.run(data, SmallRuns.mlp(0.2), training, sync);
  }
}
