package io.meanfield.worker.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestTallyMerge {
  private static final int OUTPUTS = 3;

  @Test
  void mergedPartsEqualOnePass() {
    for (Tally.Kind kind : Tally.Kind.values()) {
      for (int seed = 0; seed < 50; seed++) {
        Random random = new Random(seed);
        Tally onePass = kind.empty(OUTPUTS);
        Tally merged = kind.empty(OUTPUTS);
        for (int part = 0; part < 4; part++) {
          int rows = random.nextInt(6);
          float[] outputs = outputs(random, rows);
          float[] labels = labels(random, rows, kind);
          Tally tally = kind.empty(OUTPUTS);
          tally.add(outputs, labels);
          onePass.add(outputs, labels);
          merged = merged.merge(tally);
        }
        assertSame(onePass, merged);
      }
    }
  }

  @Test
  void mergingLeavesBothAsTheyWere() {
    ClassTally lhs = ClassTally.empty(2);
    ClassTally rhs = ClassTally.empty(2);
    rhs.add(new float[] {1, 0}, new float[] {1, 0});
    lhs.merge(rhs).add(new float[] {1, 0}, new float[] {1, 0});
    assertEquals(0, lhs.examples());
    assertEquals(0, lhs.count(0, 0));
    assertEquals(1, rhs.count(0, 0));
  }

  @Test
  void talliesOfAnotherShapeOrKindAreRefused() {
    assertEquals(
        "expected a ClassTally of 3 outputs to merge with, found a ClassTally of 2",
        refusal(ClassTally.empty(3), ClassTally.empty(2)));
    assertEquals(
        "expected a TargetTally of 3 outputs to merge with, found a MultiLabelTally of 3",
        refusal(TargetTally.empty(3), MultiLabelTally.empty(3)));
  }

  @Test
  void aTallyOfNoOutputsIsRefused() {
    for (Tally.Kind kind : Tally.Kind.values()) {
      assertThrows(IllegalArgumentException.class, () -> kind.empty(0));
    }
  }

  private static void assertSame(Tally expected, Tally actual) {
    assertEquals(expected.kind(), actual.kind());
    assertEquals(expected.examples(), actual.examples());
    assertEquals(expected.lossSum(), actual.lossSum(), 1e-9 * (1 + expected.lossSum()));
    for (int i = 0; i < OUTPUTS; i++) {
      if (expected instanceof ClassTally lhs && actual instanceof ClassTally rhs) {
        for (int j = 0; j < OUTPUTS; j++) {
          assertEquals(lhs.count(i, j), rhs.count(i, j));
        }
      } else if (expected instanceof MultiLabelTally lhs && actual instanceof MultiLabelTally rhs) {
        assertEquals(lhs.truePositives(i), rhs.truePositives(i));
        assertEquals(lhs.falsePositives(i), rhs.falsePositives(i));
        assertEquals(lhs.falseNegatives(i), rhs.falseNegatives(i));
        assertEquals(lhs.exactMatches(), rhs.exactMatches());
      } else if (expected instanceof TargetTally lhs && actual instanceof TargetTally rhs) {
        assertEquals(lhs.squaredErrorSum(i), rhs.squaredErrorSum(i), 1e-9);
        assertEquals(lhs.absoluteErrorSum(i), rhs.absoluteErrorSum(i), 1e-9);
        assertEquals(lhs.squaredDeviationSum(i), rhs.squaredDeviationSum(i), 1e-9);
      } else {
        assertEquals(((StepTally) expected).right(), ((StepTally) actual).right());
      }
    }
  }

  private static float[] outputs(Random random, int rows) {
    float[] outputs = new float[rows * OUTPUTS];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = random.nextFloat();
    }
    return outputs;
  }

  private static float[] labels(Random random, int rows, Tally.Kind kind) {
    float[] labels = new float[kind == Tally.Kind.STEPS ? rows : rows * OUTPUTS];
    for (int row = 0; row < rows; row++) {
      int first = row * OUTPUTS;
      switch (kind) {
        case CLASSES -> labels[first + random.nextInt(OUTPUTS)] = 1;
        case LABELS -> Arrays.fill(labels, first, first + OUTPUTS, random.nextInt(2));
        case TARGETS -> labels[first] = 100 + random.nextFloat();
        case STEPS -> labels[row] = random.nextInt(OUTPUTS + 1) + StepTally.NONE;
      }
    }
    return labels;
  }

  private static String refusal(Tally lhs, Tally rhs) {
    return assertThrows(IllegalArgumentException.class, () -> lhs.merge(rhs)).getMessage();
  }
}
