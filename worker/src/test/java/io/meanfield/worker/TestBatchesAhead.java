package io.meanfield.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.augment.AugmentationConfig;
import io.meanfield.datasets.augment.Flip;
import io.meanfield.datasets.plan.StepPlan.Range;
import io.meanfield.worker.optim.Schedule;
import io.meanfield.worker.optim.Sgd;
import io.meanfield.worker.protocol.DataSpec;
import io.meanfield.worker.protocol.Padding;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.sync.Average;
import io.meanfield.zoo.Tensors;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TestBatchesAhead {
  private static final List<Range> ROUND =
      List.of(new Range(0, 16), new Range(16, 16), new Range(16, 40), new Range(70, 90));

  @TempDir private Path folder;
  private final String ownTemporary = System.getProperty("java.io.tmpdir");

  /** Copies of shards that are elsewhere go away with the test. */
  @BeforeEach
  void cacheInTheFolder() {
    System.setProperty("java.io.tmpdir", folder.toString());
  }

  @AfterEach
  void cacheWhereItIs() {
    System.setProperty("java.io.tmpdir", ownTemporary);
  }

  @Test
  void theyAreThoseOfOneThread() throws Exception {
    RunSpec run = run(PatternImages.publish(folder, 90));
    try (TrainingBatches batches = new TrainingBatches(run);
        BatchesAhead ahead = new BatchesAhead(run)) {
      for (int epoch : new int[] {0, 2, 0}) {
        batches.begin(epoch);
        ahead.begin(epoch, ROUND);
        for (Range examples : List.of(ROUND.get(0), ROUND.get(2), ROUND.get(3))) {
          assertArrayEquals(features(read(batches, examples)), features(ahead.read(examples)));
        }
      }
      assertEquals(Padding.NONE, ahead.padding());
    }
  }

  @Test
  void aBatchStaysAsItIsHoweverManyAreReadAhead() throws Exception {
    List<Range> many = LongStream.range(0, 30).mapToObj(i -> new Range(3 * i, 3 * i + 3)).toList();
    RunSpec run = run(PatternImages.publish(folder, 90));
    try (TrainingBatches batches = new TrainingBatches(run);
        BatchesAhead ahead = new BatchesAhead(run)) {
      batches.begin(0);
      ahead.begin(0, many);
      for (Range examples : many) {
        Tensors batch = ahead.read(examples);
        float[] expected = features(read(batches, examples)); // takes as long as reading ahead
        assertArrayEquals(expected, features(batch));
      }
    }
  }

  @Test
  void anAbandonedRoundLeavesNothingToTheNextOne() throws Exception {
    RunSpec run = run(PatternImages.publish(folder, 90));
    try (TrainingBatches batches = new TrainingBatches(run);
        BatchesAhead ahead = new BatchesAhead(run)) {
      ahead.begin(0, ROUND);
      ahead.read(ROUND.get(0));
      ahead.begin(1, List.of(ROUND.get(3)));
      batches.begin(1);
      assertArrayEquals(features(read(batches, ROUND.get(3))), features(ahead.read(ROUND.get(3))));
    }
  }

  @Test
  void onlyTheNextBatchOfTheRoundMayBeAskedFor() throws Exception {
    try (BatchesAhead ahead = new BatchesAhead(run(PatternImages.publish(folder, 90)))) {
      ahead.begin(0, ROUND);
      assertThrows(IllegalStateException.class, () -> ahead.read(ROUND.get(3)));
    }
  }

  @Test
  void aShardThatIsNotThereEndsTheReadThatNeedsItAndNoOther() throws Exception {
    RunSpec run = run(PatternImages.publish(folder, 90));
    Path shard = folder.resolve("train-00002.arrow");
    Path away = folder.resolve("away");
    Files.move(shard, away);
    try (BatchesAhead ahead = new BatchesAhead(run)) {
      List<Range> all = List.of(new Range(0, 90));
      ahead.begin(0, all);
      assertTrue(
          assertThrows(DataException.class, () -> ahead.read(all.get(0)))
              .getMessage()
              .contains("train-00002.arrow"));
      Files.move(away, shard);
      ahead.begin(0, all);
      assertEquals(90, ahead.read(all.get(0)).size());
    }
  }

  @Test
  void storageThatDoesNotAnswerIsNamedAfterADeadline() throws Exception {
    RunSpec run = run(elsewhere());
    ElsewhereFileSystem.gate = new CountDownLatch(1);
    try (BatchesAhead ahead =
        new BatchesAhead(new TrainingBatches(run), run.network(), Duration.ofSeconds(1))) {
      ahead.begin(0, ROUND);
      assertEquals(
          "expected examples 0 to 16 to be read within 1 seconds, they are not: look whether the storage of the data set answers",
          assertThrows(IOException.class, () -> ahead.read(ROUND.get(0))).getMessage());
      ElsewhereFileSystem.gate.countDown();
    } finally {
      ElsewhereFileSystem.gate.countDown();
    }
  }

  @Test
  void whoIsInterruptedWaitsNoLonger() throws Exception {
    RunSpec run = run(elsewhere());
    ElsewhereFileSystem.gate = new CountDownLatch(1);
    try (BatchesAhead ahead = new BatchesAhead(run)) {
      ahead.begin(0, ROUND);
      Thread.currentThread().interrupt();
      assertThrows(InterruptedIOException.class, () -> ahead.read(ROUND.get(0)));
      assertTrue(Thread.interrupted());
      ElsewhereFileSystem.gate.countDown();
    } finally {
      ElsewhereFileSystem.gate.countDown();
    }
  }

  private DataSpec elsewhere() throws IOException {
    DataSpec local = PatternImages.publish(folder, 90);
    Dataset dataset = new Dataset("elsewhere:" + folder, local.dataset().manifest());
    return new DataSpec(ElsewhereFileSystem.storage(), dataset, 1);
  }

  private static Tensors read(TrainingBatches batches, Range examples) throws IOException {
    return BatchTensors.whole(batches.read(examples));
  }

  private static float[] features(Tensors batch) {
    return batch.features().dup('c').data().asFloat();
  }

  private static RunSpec run(DataSpec data) {
    TrainingConfig training =
        new TrainingConfig(
            1,
            16,
            5,
            new Sgd(0.1),
            new Schedule.Constant(0),
            Loss.BY_LABELS,
            0,
            0,
            0,
            new AugmentationConfig(Flip.BOTH, 0, 15, 0, 1, 0.2, 0, 0, 3, 0.2));
    return SmallRuns.run(data, SmallRuns.mlp(0), training, new Average(1));
  }
}
