package io.meanfield.worker.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meanfield.worker.optim.Optimizer.Rate;
import io.meanfield.worker.optim.Optimizer.Vectors;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every optimizer is one row: its rule again in double precision, as its paper writes it. */
@Tag("unit")
class TestOptimizers {
  private static final float TOLERANCE = 2e-6f; // relative to parameters of about 1
  private static final double LR = 0.05;

  /** One element's update in double precision: the new parameter; the state is changed in place. */
  private interface Reference {
    double update(double p, double g, double[] state, long t);
  }

  private record Row(Optimizer optimizer, Reference reference) {
    @Override
    public String toString() {
      return optimizer.toString();
    }
  }

  private static Stream<Row> rows() {
    return Stream.of(
        new Row(new Sgd(LR), (p, g, s, t) -> p - LR * g),
        new Row(
            new Momentum(LR, 0.9),
            (p, g, s, t) -> {
              s[0] = 0.9 * s[0] + g;
              return p - LR * s[0];
            }),
        new Row(
            new Nesterov(LR, 0.9),
            (p, g, s, t) -> {
              s[0] = 0.9 * s[0] + g;
              return p - LR * (g + 0.9 * s[0]);
            }),
        new Row(new Adam(LR, 0.9, 0.999, 1e-8), TestOptimizers::adam),
        new Row(new AdamW(LR, 0.9, 0.999, 1e-8, 0.01), TestOptimizers::adam));
  }

  /** Algorithm 1 of Kingma and Ba with the corrected moments written out. */
  private static double adam(double p, double g, double[] s, long t) {
    s[0] = 0.9 * s[0] + 0.1 * g;
    s[1] = 0.999 * s[1] + 0.001 * g * g;
    double corrected = s[0] / (1 - Math.pow(0.9, t));
    return p - LR * corrected / Math.sqrt(s[1] / (1 - Math.pow(0.999, t)));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void followsItsPaperForFiftySteps(Row row) {
    int n = 33;
    Random random = new Random(7);
    float[] p = randomVector(random, n);
    double[] expected = new double[n];
    for (int i = 0; i < n; i++) {
      expected[i] = p[i];
    }
    double[][] expectedState = new double[n][2];
    float[][] state = new float[row.optimizer().numStateVectors()][n];
    for (int t = 1; t <= 50; t++) {
      float[] g = randomVector(random, n);
      row.optimizer().update(new Vectors(p, g, state), 0, n, new Rate(LR, t));
      for (int i = 0; i < n; i++) {
        expected[i] = row.reference().update(expected[i], g[i], expectedState[i], t);
        assertEquals(expected[i], p[i], TOLERANCE * t, "element " + i + " at step " + t);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void givesTheSameBytesInSlices(Row row) {
    int n = 100;
    float[] g = randomVector(new Random(1), n);
    float[] whole = randomVector(new Random(2), n);
    float[] sliced = whole.clone();
    float[][] wholeState = new float[row.optimizer().numStateVectors()][n];
    float[][] slicedState = new float[row.optimizer().numStateVectors()][n];
    for (int t = 1; t <= 3; t++) {
      Rate rate = new Rate(LR, t);
      row.optimizer().update(new Vectors(whole, g, wholeState), 0, n, rate);
      for (int from : List.of(0, 37, 38)) {
        int to = from == 0 ? 37 : from == 37 ? 38 : n;
        row.optimizer().update(new Vectors(sliced, g, slicedState), from, to, rate);
      }
    }
    assertArrayEquals(whole, sliced);
  }

  @Test
  void adamsFirstStepIsTheRateWhateverTheGradient() {
    for (float gradient : new float[] {1e-3f, 1, 1e3f}) {
      float[] p = {0};
      new Adam(1, 0.9, 0.999, 1e-12)
          .update(new Vectors(p, new float[] {gradient}, new float[2][1]), 0, 1, new Rate(1, 1));
      assertEquals(-1, p[0], TOLERANCE);
    }
  }

  @Test
  void onlyAdamwDecaysWeightsByItself() {
    assertEquals(0, new Adam(LR, 0.9, 0.999, 1e-8).weightDecay());
    assertEquals(0.01, new AdamW(LR, 0.9, 0.999, 1e-8, 0.01).weightDecay());
  }

  private static float[] randomVector(Random random, int n) {
    float[] v = new float[n];
    for (int i = 0; i < n; i++) {
      v[i] = (float) random.nextGaussian();
    }
    return v;
  }
}
