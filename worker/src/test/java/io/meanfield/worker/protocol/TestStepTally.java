package io.meanfield.worker.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestStepTally {
  private static final float[] OUTPUTS = {0.7f, 0.2f, 0.1f, 0.5f, 0.25f, 0.25f, 0.1f, 0.1f, 0.8f};

  private final StepTally tally = new StepTally(3);

  @Test
  void stepsThatCountAreComparedWithTheirClass() {
    tally.add(OUTPUTS, new float[] {0, 1, 2});
    assertEquals(3, tally.examples());
    assertEquals(2, tally.right());
    assertEquals(-Math.log(0.7f) - Math.log(0.25f) - Math.log(0.8f), tally.lossSum(), 1e-12);
  }

  @Test
  void paddingDoesNotCount() {
    tally.add(OUTPUTS, new float[] {0, StepTally.NONE, StepTally.NONE});
    assertEquals(1, tally.examples());
    assertEquals(1, tally.right());
    assertEquals(-Math.log(0.7f), tally.lossSum(), 1e-12);
  }

  @Test
  void labelsThatAreNoClassesAreRefused() {
    for (float label : new float[] {3, -2, 0.5f, Float.NaN}) {
      float[] labels = {0, label, 0};
      assertEquals(
          "expected the number of one of 3 classes, found %s at step 1".formatted(label),
          assertThrows(IllegalArgumentException.class, () -> tally.add(OUTPUTS, labels))
              .getMessage());
    }
    assertEquals(
        "expected 3 outputs for each of 2 labels, found 9 outputs",
        assertThrows(IllegalArgumentException.class, () -> tally.add(OUTPUTS, new float[2]))
            .getMessage());
  }
}
