package io.meanfield.worker.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestMultiLabelTally {

  @Test
  void everyLabelIsCountedForItself() {
    MultiLabelTally tally = MultiLabelTally.empty(2);
    tally.add(new float[] {0.9f, 0.2f, 0.8f, 0.4f, 0.1f, 0.5f}, new float[] {1, 0, 0, 1, 0, 0});
    assertEquals(1, tally.truePositives(0));
    assertEquals(1, tally.falsePositives(0));
    assertEquals(0, tally.falseNegatives(0));
    assertEquals(0, tally.truePositives(1));
    assertEquals(0, tally.falsePositives(1));
    assertEquals(1, tally.falseNegatives(1));
    assertEquals(2, tally.exactMatches());
  }

  @Test
  void theLossIsTheBinaryCrossEntropySummedOverLabels() {
    MultiLabelTally tally = MultiLabelTally.empty(2);
    tally.add(new float[] {0.75f, 0.25f}, new float[] {1, 0});
    assertEquals(-2 * Math.log(0.75), tally.lossSum(), 1e-12);
  }

  @Test
  void certaintyCostsABoundedLoss() {
    MultiLabelTally tally = MultiLabelTally.empty(2);
    tally.add(new float[] {0, 0}, new float[] {1, 0});
    assertEquals(-Math.log(1e-5) - Math.log(1 - 1e-5), tally.lossSum(), 1e-9);
  }

  @Test
  void labelsOtherThanZeroAndOneAreRefused() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> MultiLabelTally.empty(2).add(new float[4], new float[] {0, 1, Float.NaN, 0}));
    assertEquals("expected a label of 0 or 1, found NaN in row 1, output 0", refusal.getMessage());
  }
}
