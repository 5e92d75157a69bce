package io.meanfield.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meanfield.datasets.Batch;
import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.MixMember;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.PartInfo;
import io.meanfield.datasets.augment.Augmentation;
import io.meanfield.datasets.augment.AugmentationConfig;
import io.meanfield.datasets.augment.Flip;
import io.meanfield.datasets.plan.StepPlan.Range;
import io.meanfield.datasets.shard.BatchReader;
import io.meanfield.datasets.transform.ImageScaling;
import io.meanfield.worker.optim.Schedule;
import io.meanfield.worker.optim.Sgd;
import io.meanfield.worker.protocol.DataSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.sync.Average;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TestTrainingBatches {
  private static final Range EXAMPLES = new Range(13, 29);
  private static final AugmentationConfig AUGMENTATION =
      new AugmentationConfig(Flip.BOTH, 0, 15, 0, 1, 0.2, 0, 0, 3, 0.2);

  @TempDir private static Path folder;
  private static DataSpec data;

  @BeforeAll
  static void publish() throws Exception {
    data = PatternImages.publish(folder, 90);
  }

  private record Values(float[] features, float[] labels) {
    static Values of(Batch batch) {
      return new Values(copy(batch.features()), copy(batch.labels().orElseThrow()));
    }

    private static float[] copy(FloatBuffer buffer) {
      float[] values = new float[buffer.remaining()];
      buffer.get(buffer.position(), values);
      return values;
    }

    void assertSame(Values other) {
      assertArrayEquals(features, other.features);
      assertArrayEquals(labels, other.labels);
    }
  }

  @Test
  void withoutAugmentationTheyAreWhatTheReaderReads() throws Exception {
    RunSpec run = run(AugmentationConfig.NONE);
    try (BatchReader reader = data.open(Part.TRAIN);
        TrainingBatches batches = new TrainingBatches(run)) {
      batches.begin(1);
      Values.of(reader.read(data.order(run.seed()).rows(1, EXAMPLES)))
          .assertSame(Values.of(batches.read(EXAMPLES)));
    }
  }

  @Test
  void withAugmentationTheyAreChangedByWhereTheyAreInTheEpoch() throws Exception {
    RunSpec run = run(AUGMENTATION);
    ImageScaling images = (ImageScaling) data.dataset().manifest().transform();
    try (BatchReader reader = data.open(Part.TRAIN);
        TrainingBatches batches = new TrainingBatches(run)) {
      Batch expected = reader.read(data.order(run.seed()).rows(4, EXAMPLES));
      float[] plain = Values.of(expected).features();
      new Augmentation(AUGMENTATION, images, run.seed()).apply(expected, 4, EXAMPLES.from());
      batches.begin(4);
      Values found = Values.of(batches.read(EXAMPLES));
      Values.of(expected).assertSame(found);
      assertFalse(Arrays.equals(plain, found.features()));
    }
  }

  @Test
  void whatWasReadBeforeDoesNotMatter() throws Exception {
    try (TrainingBatches batches = new TrainingBatches(run(AUGMENTATION))) {
      batches.begin(0);
      Values first = Values.of(batches.read(EXAMPLES));
      batches.begin(3);
      batches.read(new Range(0, 40));
      batches.begin(0);
      batches.read(new Range(50, 53));
      first.assertSame(Values.of(batches.read(EXAMPLES)));
    }
  }

  @Test
  void aBatchStaysAsItIsUntilMoreAreReadThanMayBeAhead() throws Exception {
    try (TrainingBatches batches = new TrainingBatches(run(AUGMENTATION))) {
      batches.begin(0);
      Batch first = batches.read(new Range(0, 4));
      Values before = Values.of(first);
      for (int i = 1; i <= batches.numAhead(); i++) {
        batches.read(new Range(4L * i, 4L * i + 4));
      }
      before.assertSame(Values.of(first));
    }
  }

  @Test
  void augmentationThatDoesNotFitTheImagesIsRefused() {
    AugmentationConfig ofColours = new AugmentationConfig(Flip.NONE, 0, 0, 0, 0, 0, 0, 0.5, 0, 0);
    assertEquals(
        "expected saturation only for images of 3 channels, found images of 1",
        assertThrows(
                IllegalArgumentException.class, () -> new TrainingBatches(run(ofColours)).close())
            .getMessage());
  }

  @Test
  void shardsThatAreElsewhereAreCopiedBeforeTheirBlockBegins(@TempDir Path elsewhere)
      throws Exception {
    String ownTemporary = System.setProperty("java.io.tmpdir", elsewhere.toString());
    try {
      DataSpec local = PatternImages.publish(elsewhere, 12_000);
      Dataset dataset = new Dataset("elsewhere:" + elsewhere, local.dataset().manifest());
      DataSpec remote = new DataSpec(ElsewhereFileSystem.storage(), dataset, 1);
      try (TrainingBatches batches = new TrainingBatches(run(remote, AugmentationConfig.NONE))) {
        assertEquals(List.of(1L), remote.order(1).blocksAt(0, 11_999));
        batches.begin(0);
        batches.read(new Range(0, 1));
        ElsewhereFileSystem.awaitOpened(300);

        ElsewhereFileSystem.OPENED_BY.clear();
        batches.read(new Range(11_900, 12_000));
        batches.begin(1);
        batches.read(new Range(0, 200));
        assertFalse(ElsewhereFileSystem.OPENED_BY.containsValue(Thread.currentThread()));
      }
    } finally {
      System.setProperty("java.io.tmpdir", ownTemporary);
    }
  }

  @Test
  void shardsOfAMixtureThatAreElsewhereAreCopiedBeforeTheirBlocksBegin(@TempDir Path elsewhere)
      throws Exception {
    String ownTemporary = System.setProperty("java.io.tmpdir", elsewhere.toString());
    try {
      Dataset mixture = mixture(elsewhere);
      DataSpec remote = new DataSpec(ElsewhereFileSystem.storage(), mixture, 1);
      assertEquals(List.of(0L, 0L), remote.order(1).blocksAt(0, 0));
      assertEquals(List.of(1L, 1L), remote.order(1).blocksAt(0, 15_999));
      try (TrainingBatches batches = new TrainingBatches(run(remote, AugmentationConfig.NONE))) {
        batches.begin(0);
        batches.read(new Range(0, 1));
        ElsewhereFileSystem.awaitOpened(400); // what is read now and what comes next
        ElsewhereFileSystem.OPENED_BY.clear();
        for (int from = 0; from < 16_000; from += 100) {
          batches.read(new Range(from, from + 100));
        }
        assertFalse(ElsewhereFileSystem.OPENED_BY.containsValue(Thread.currentThread()));
      }
    } finally {
      System.setProperty("java.io.tmpdir", ownTemporary);
    }
  }

  /** Of 300 and 100 shards, the smaller one visited as often as the larger one. */
  private static Dataset mixture(Path folder) throws Exception {
    Manifest whole = PatternImages.publish(folder, 16_000).dataset().manifest();
    PartInfo train =
        whole
            .part(Part.TRAIN)
            .mixedOf(List.of(new MixMember("large", 1, 300), new MixMember("small", 1, 100)));
    return new Dataset(
        "elsewhere:" + folder,
        new Manifest(
            whole.formatVersion(),
            whole.fingerprint(),
            whole.features(),
            whole.labels(),
            whole.transform(),
            whole.division(),
            new Manifest.Parts(train, whole.parts().validation(), whole.parts().test()),
            whole.badRecords()));
  }

  private static RunSpec run(AugmentationConfig augmentation) {
    return run(data, augmentation);
  }

  private static RunSpec run(DataSpec data, AugmentationConfig augmentation) {
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
            augmentation);
    return SmallRuns.run(data, SmallRuns.mlp(0), training, new Average(1));
  }
}
