package io.meanfield.datasets.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.meanfield.datasets.Batch;
import io.meanfield.datasets.plan.CounterHash;
import io.meanfield.datasets.transform.ImageScaling;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class TestAugmentation {
  private static final ImageScaling IMAGES = SampleBatches.images(8, 10, 3);
  private static final long SEED = 3;
  private static final int EPOCH = 2;
  private static final int SIZE = 60;
  private static final int IMAGE_SIZE = 8 * 10 * 3;

  /** All but mixup, which depends on the batch. */
  private static final AugmentationConfig OF_EACH =
      new AugmentationConfig(Flip.BOTH, 0.1, 15, 0.2, 2, 0.3, 0.4, 0.5, 3, 0);

  private static Stream<AugmentationConfig> ofEach() {
    return Stream.of(
        OF_EACH,
        Configs.flipAndCrop(Flip.HORIZONTAL, 4),
        Configs.affine(0.1, 15, 0),
        Configs.colours(0.2, 0.2, 0.2));
  }

  @ParameterizedTest
  @MethodSource("ofEach")
  void theSizeOfBatchesAndTheirOrderDoNotMatter(AugmentationConfig config) {
    float[] expected = augmented(config, SEED, EPOCH, 0, SIZE);
    for (int batchSize : new int[] {1, 7, 32}) {
      Augmentation reused = new Augmentation(config, IMAGES, SEED);
      for (int last = SIZE; last > 0; last -= batchSize) {
        int first = Math.max(0, last - batchSize);
        Batch batch = new SampleBatches(IMAGES).read(first, last - first);
        reused.apply(batch, EPOCH, first);
        assertArrayEquals(
            Arrays.copyOfRange(expected, first * IMAGE_SIZE, last * IMAGE_SIZE),
            SampleBatches.values(batch.features()),
            "batches of " + batchSize);
      }
    }
  }

  @Test
  void aBatchThatIsReadAgainIsTheSameWithMixupToo() {
    assertArrayEquals(
        augmented(Configs.ALL, SEED, EPOCH, 20, 30), augmented(Configs.ALL, SEED, EPOCH, 20, 30));
  }

  @ParameterizedTest
  @MethodSource("ofEach")
  void seedAndEpochChangeEverything(AugmentationConfig config) {
    float[] images = augmented(config, SEED, EPOCH, 0, SIZE);
    assertFalse(Arrays.equals(images, augmented(config, SEED + 1, EPOCH, 0, SIZE)));
    assertFalse(Arrays.equals(images, augmented(config, SEED, EPOCH + 1, 0, SIZE)));
  }

  @Test
  void theOrderIsColoursThenPlacesThenCutout() {
    Draws draws = Draws.of(SEED, EPOCH);
    float[] expected = new SampleBatches(IMAGES).image(17);
    new Colours(OF_EACH, IMAGES).change(expected, draws, 17);
    float[] moved = new float[expected.length];
    new Interpolation(OF_EACH, IMAGES.features()).move(expected, moved, draws, 17);
    new Cutout(OF_EACH.cutout(), IMAGES.features()).cut(moved, draws, 17);
    assertArrayEquals(moved, augmented(OF_EACH, SEED, EPOCH, 17, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5})
  void nothingChangesWhereNothingIsAskedFor(int position) {
    assertArrayEquals(
        new SampleBatches(IMAGES).image(position),
        augmented(AugmentationConfig.NONE, SEED, EPOCH, position, 1));
  }

  @Test
  void randomNumbersAreHashesOfSeedEpochPositionAndPurpose() {
    long ofAugmentation = 0x6175676d656e74L;
    assertEquals(
        CounterHash.uniform(9, 4, ofAugmentation, 77, Draw.ANGLE.ordinal()),
        Draws.of(9, 4).uniform(Draw.ANGLE, 77));
    assertEquals(
        1 - CounterHash.uniform(9, 4, ofAugmentation, 77, Draw.MIXUP_SHARE.ordinal(), 3),
        Draws.of(9, 4).positive(Draw.MIXUP_SHARE, 77, 3));
  }

  /** A change of these numbers changes what every run with augmentation gives. */
  @Test
  void theNumbersOfOneKnownExampleStayTheSame() {
    Draws draws = Draws.of(1, 0);
    assertEquals(0.5341075791336828, draws.uniform(Draw.MIXUP_PARTNER, 12345));
    assertEquals(0.9988331403713121, new SymmetricBeta(0.2).draw(draws, 12345));
    assertEquals(0.7815278346750011, new SymmetricBeta(3).draw(draws, 12345));
    assertEquals(1029466674, Arrays.hashCode(augmented(Configs.ALL, 1, 0, 100, 16)));
  }

  @Test
  void nothingIsAllocatedForAnExample() {
    Augmentation augmentation = new Augmentation(Configs.ALL, IMAGES, SEED);
    Batch batch = new SampleBatches(IMAGES).read(0, SIZE);
    for (int warmUp = 0; warmUp < 2000; warmUp++) {
      augmentation.apply(batch, EPOCH, 0);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 100; i++) {
      augmentation.apply(batch, EPOCH, 0);
    }
    long perExample = (threads.getCurrentThreadAllocatedBytes() - before) / (100 * SIZE);
    assertTrue(perExample < 64, () -> "found " + perExample + " bytes an example");
  }

  private static float[] augmented(
      AugmentationConfig config, long seed, long epoch, long first, int size) {
    Batch batch = new SampleBatches(IMAGES).read(first, size);
    new Augmentation(config, IMAGES, seed).apply(batch, epoch, first);
    return SampleBatches.values(batch.features());
  }
}
