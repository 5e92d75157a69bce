package io.meanfield.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.augment.AugmentationConfig;
import io.meanfield.worker.InMemoryExact.Ran;
import io.meanfield.worker.InMemoryExact.Standing;
import io.meanfield.worker.collective.InMemoryPeers.Death;
import io.meanfield.worker.optim.Adam;
import io.meanfield.worker.optim.Schedule;
import io.meanfield.worker.protocol.DataSpec;
import io.meanfield.worker.protocol.ReplicaReport;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.sync.AllReduce;
import io.meanfield.worker.sync.AllReduce.Recovery;
import io.meanfield.worker.sync.wire.F32;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whichever rank is lost whenever, the others go on from the step before, to the same bytes. */
@Tag("unit")
class TestLostRank {
  private static final int STEPS = 3;

  @TempDir private static Path folder;
  private static DataSpec data;

  @BeforeAll
  static void publish() throws Exception {
    data = PatternImages.publish(folder, 101);
  }

  /** At every message that the lost rank sends in a round. */
  @ParameterizedTest
  @CsvSource({"2, 0, 0", "2, 1, 0", "2, 0, 1", "3, 1, 0", "3, 2, 1", "4, 3, 0"})
  void aRoundGoesOnFromTheStepThatSurvivorsKnow(int numRanks, int lost, int numNewcomers)
      throws Exception {
    for (double clipNorm : List.of(0.0, 0.05)) {
      InMemoryExact exact = new InMemoryExact(run(clipNorm));
      Standing start = exact.start(exact.initialParameters());
      Standing expected = exact.next(start, 1);
      List<Integer> recovered = new ArrayList<>();
      while (isLost(exact.loseRank(start, numRanks, lost, recovered.size()).get(lost))) {
        List<Ran> ranks = exact.again(start, numNewcomers);
        assertSame(expected, exact.after(start, ranks), "message " + recovered.size());
        recovered.add(ranks.get(0).outcome().resumption().numSteps());
      }
      int perStep = recovered.size() / STEPS;
      assertEquals(STEPS * perStep, recovered.size(), "every step has as many messages");
      for (int i = 0; i < recovered.size(); i++) {
        assertTrue(recovered.get(i) >= i / perStep, recovered::toString);
      }
    }
  }

  /** What was counted before the round is not counted again. */
  @Test
  void aRankMayBeLostBetweenTwoRounds() throws Exception {
    InMemoryExact exact = new InMemoryExact(run(0));
    Standing first = exact.next(exact.start(exact.initialParameters()), 2);
    InMemoryExact undisturbed = new InMemoryExact(run(0));
    Standing expected = undisturbed.next(first, 1);
    Standing found = exact.after(first, exact.again(first, 0));
    assertSame(expected, found, "both ranks begin again");
    assertEquals(numExamples(expected), numExamples(found));
  }

  /**
   * What is held of steps after the round's end is of no use; what was counted is known already.
   */
  @Test
  void anEarlierRoundMayBeRunAgain() throws Exception {
    InMemoryExact exact = new InMemoryExact(run(0));
    Standing start = exact.start(exact.initialParameters());
    Standing expected = exact.next(start, 2);
    exact.next(expected, 2);
    assertSameBytes(expected, exact.after(start, exact.again(start, 0)), "the first of two rounds");
  }

  private static long numExamples(Standing standing) {
    return standing.reports().stream().mapToLong(ReplicaReport::numExamples).sum();
  }

  @Test
  void withoutMirrorsARoundBeginsAnew() throws Exception {
    InMemoryExact exact = new InMemoryExact(run(Recovery.ROUND, 0));
    Standing start = exact.start(exact.initialParameters());
    Standing expected = exact.next(start, 1);
    int late = 1;
    while (isLost(exact.loseRank(start, 2, 1, late).get(1))) {
      List<Ran> ranks = exact.again(start, 0);
      assertSame(expected, exact.after(start, ranks), "message " + late);
      assertEquals(0, ranks.get(0).outcome().resumption().numSteps());
      late += 5;
    }
  }

  private static void assertSame(Standing expected, Standing found, String when) {
    assertSameBytes(expected, found, when);
    assertEquals(expected.loss(), found.loss(), when);
  }

  private static void assertSameBytes(Standing expected, Standing found, String when) {
    assertArrayEquals(expected.parameters(), found.parameters(), when);
    for (int i = 0; i < expected.slices().size(); i++) {
      assertArrayEquals(
          expected.slices().get(i).values().state(), found.slices().get(i).values().state(), when);
    }
  }

  private static boolean isLost(Future<Ran> rank) throws InterruptedException {
    try {
      rank.get();
      return false;
    } catch (ExecutionException e) {
      assertTrue(e.getCause() instanceof Death, e.toString());
      return true;
    }
  }

  private static RunSpec run(double clipNorm) {
    return run(Recovery.STEP, clipNorm);
  }

  private static RunSpec run(Recovery recovery, double clipNorm) {
    TrainingConfig training =
        new TrainingConfig(
            4,
            8,
            100,
            new Adam(0.01, 0.9, 0.999, 1e-8),
            new Schedule.Constant(0),
            Loss.BY_LABELS,
            1e-3,
            clipNorm,
            0,
            AugmentationConfig.NONE);
    AllReduce strategy = new AllReduce(STEPS, 1, recovery, new F32()); // a bucket is 256 parameters
    return SmallRuns.run(data, SmallRuns.mlp(0.3), training, strategy);
  }
}
