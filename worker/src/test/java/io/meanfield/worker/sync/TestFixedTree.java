package io.meanfield.worker.sync;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestFixedTree {

  @Test
  void weighsByExamples() {
    float[] mean =
        FixedTree.weightedMean(
            List.of(
                new Contribution(0, 30, new float[] {1, -2}),
                new Contribution(1, 10, new float[] {5, 2})));
    assertArrayEquals(new float[] {2, -1}, mean);
  }

  @Test
  void leavesOutWhoeverSawNothing() {
    float[] mean =
        FixedTree.weightedMean(
            List.of(
                new Contribution(0, 0, new float[] {100}),
                new Contribution(1, 7, new float[] {3})));
    assertArrayEquals(new float[] {3}, mean);
  }

  @Test
  void oneReplicaIsItself() {
    float[] values = {0.1f, -3.3f, 1e-30f};
    assertArrayEquals(values, FixedTree.weightedMean(List.of(new Contribution(0, 12345, values))));
  }

  @Test
  void addsUpWholeSubtreesFirst() {
    // ((a + b) + (c + d)) keeps what (((a + b) + c) + d) loses: 1e8 + 1 is 1e8 in 32 bits.
    float[] mean =
        FixedTree.weightedMean(
            List.of(
                new Contribution(0, 1, new float[] {1e8f}),
                new Contribution(1, 1, new float[] {-1e8f}),
                new Contribution(2, 1, new float[] {1}),
                new Contribution(3, 1, new float[] {1})));
    assertArrayEquals(new float[] {0.5f}, mean);
    float[] other =
        FixedTree.weightedMean(
            List.of(
                new Contribution(0, 1, new float[] {1e8f}),
                new Contribution(1, 1, new float[] {1}),
                new Contribution(2, 1, new float[] {-1e8f}),
                new Contribution(3, 1, new float[] {1})));
    assertArrayEquals(new float[] {0}, other);
  }

  @Test
  void isNearTheMeanInDoublePrecisionForAnyNumberOfReplicas() {
    Random random = new Random(3);
    for (int replicas = 1; replicas <= 17; replicas++) {
      List<Contribution> contributions = new ArrayList<>();
      double sum = 0;
      double weights = 0;
      for (int i = 0; i < replicas; i++) {
        float x = (float) random.nextGaussian();
        int n = 1 + random.nextInt(100);
        contributions.add(new Contribution(i, n, new float[] {x}));
        sum += (double) n * x;
        weights += n;
      }
      assertEquals(sum / weights, FixedTree.weightedMean(contributions)[0], 1e-6);
    }
  }

  @Test
  void refusesAMissingReplica() {
    List<Contribution> contributions =
        List.of(new Contribution(0, 1, new float[1]), new Contribution(2, 1, new float[1]));
    assertEquals(
        "expected the contribution of replica 1, found that of 2",
        assertThrows(IllegalArgumentException.class, () -> FixedTree.weightedMean(contributions))
            .getMessage());
  }
}
