package io.meanfield.worker.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestClassTally {
  private static final float[] OUTPUTS = {0.7f, 0.2f, 0.1f, 0.5f, 0.25f, 0.25f, 0.1f, 0.1f, 0.8f};
  private static final float[] LABELS = {1, 0, 0, 0, 1, 0, 0, 0, 1};

  @Test
  void everyExampleIsCountedAtItsActualAndPredictedClass() {
    ClassTally tally = ClassTally.empty(3);
    tally.add(OUTPUTS, LABELS);
    assertEquals(3, tally.examples());
    assertEquals(1, tally.count(0, 0));
    assertEquals(1, tally.count(1, 0));
    assertEquals(1, tally.count(2, 2));
    assertEquals(0, tally.count(0, 1));
  }

  @Test
  void theLossIsTheCrossEntropyOfTheActualClass() {
    ClassTally tally = ClassTally.empty(3);
    tally.add(OUTPUTS, LABELS);
    assertEquals(-Math.log(0.7f) - Math.log(0.25f) - Math.log(0.8f), tally.lossSum(), 1e-12);
  }

  @Test
  void aProbabilityOfZeroCostsAFiniteLoss() {
    ClassTally tally = ClassTally.empty(2);
    tally.add(new float[] {0, 1}, new float[] {1, 0});
    assertEquals(10 * Math.log(10), tally.lossSum(), 1e-9);
  }

  @Test
  void anOutputThatIsNoNumberShowsInTheLoss() {
    ClassTally tally = ClassTally.empty(2);
    tally.add(new float[] {Float.NaN, Float.NaN}, new float[] {1, 0});
    assertTrue(Double.isNaN(tally.lossSum()));
  }

  @Test
  void ofEqualProbabilitiesTheFirstClassIsPredicted() {
    ClassTally tally = ClassTally.empty(2);
    tally.add(new float[] {0.5f, 0.5f}, new float[] {0, 1});
    assertEquals(1, tally.count(1, 0));
  }

  @Test
  void aRowWithoutExactlyOneClassIsRefused() {
    ClassTally tally = ClassTally.empty(2);
    assertEquals(
        "expected exactly one class to be set, found 0 in row 1",
        refusal(tally, new float[] {1, 0, 0, 1}, new float[] {1, 0, 0, 0}));
    assertEquals(
        "expected exactly one class to be set, found 2 in row 0",
        refusal(tally, new float[] {1, 0}, new float[] {1, 1}));
    assertEquals(
        "expected a label of 0 or 1, found 0.5 in row 0, output 1",
        refusal(tally, new float[] {1, 0}, new float[] {0, 0.5f}));
  }

  @Test
  void rowsThatAreNotWholeAreRefused() {
    assertEquals(
        "expected as many outputs as labels in whole rows of 3, found 4 outputs and 4 labels",
        refusal(ClassTally.empty(3), new float[4], new float[4]));
    assertEquals(
        "expected as many outputs as labels in whole rows of 3, found 6 outputs and 3 labels",
        refusal(ClassTally.empty(3), new float[6], new float[3]));
  }

  private static String refusal(Tally tally, float[] outputs, float[] labels) {
    return assertThrows(IllegalArgumentException.class, () -> tally.add(outputs, labels))
        .getMessage();
  }
}
