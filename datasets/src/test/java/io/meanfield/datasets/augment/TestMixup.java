package io.meanfield.datasets.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meanfield.datasets.Batch;
import io.meanfield.datasets.transform.ImageScaling;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class TestMixup {
  private static final double ALPHA = 0.7;
  private static final long SEED = 11;
  private static final ImageScaling IMAGES = SampleBatches.images(2, 3, 1);

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 6, 12, 13})
  void everyExampleIsMixedWithItsPartnerAndSoIsItsLabel(int size) {
    Draws draws = Draws.of(SEED, 5);
    Set<Integer> distances = new HashSet<>();
    for (long first = 100; first < 300; first++) {
      Batch before = new SampleBatches(IMAGES).read(first, size);
      Batch after = mixed(first, size);
      int distance = 1 + (int) (draws.uniform(Draw.MIXUP_PARTNER, first) * (size - 1));
      distances.add(distance);
      for (int i = 0; i < size; i++) {
        double share = new SymmetricBeta(ALPHA).draw(draws, first + i);
        int partner = (i + distance) % size;
        for (int k = 0; k < 6; k++) {
          assertEquals(
              share * before.features().get(i * 6 + k)
                  + (1 - share) * before.features().get(partner * 6 + k),
              after.features().get(i * 6 + k),
              1e-6);
        }
        double sum = 0;
        for (int k = 0; k < SampleBatches.NUM_CLASSES; k++) {
          double label = after.labels().orElseThrow().get(i * SampleBatches.NUM_CLASSES + k);
          assertEquals(
              share * label(before, i, k) + (1 - share) * label(before, partner, k), label, 1e-6);
          sum += label;
        }
        assertEquals(1, sum, 1e-6);
      }
    }
    assertEquals(size - 1, distances.size(), "every other example is a partner at times");
  }

  @Test
  void anExampleByItselfStaysAsItIs() {
    Batch before = new SampleBatches(IMAGES).read(7, 1);
    Batch after = mixed(7, 1);
    assertArrayEquals(
        SampleBatches.values(before.features()), SampleBatches.values(after.features()));
    assertArrayEquals(
        SampleBatches.values(before.labels().orElseThrow()),
        SampleBatches.values(after.labels().orElseThrow()));
  }

  private static Batch mixed(long first, int size) {
    Batch batch = new SampleBatches(IMAGES).read(first, size);
    new Augmentation(Configs.mixup(ALPHA), IMAGES, SEED).apply(batch, 5, first);
    return batch;
  }

  private static float label(Batch batch, int example, int label) {
    return batch.labels().orElseThrow().get(example * SampleBatches.NUM_CLASSES + label);
  }
}
