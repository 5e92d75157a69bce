package io.meanfield.worker.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meanfield.worker.optim.Optimizer.Rate;
import io.meanfield.worker.optim.Optimizer.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every optimizer is one row: its rule again for one element, in double precision as its paper
 * writes it, and in single precision with every operation rounded.
 */
@Tag("unit")
class TestOptimizers {
  private static final float TOLERANCE = 2e-6f; // relative to parameters of about 1
  private static final double LR = 0.05;
  private static final float LR32 = (float) LR;

  /** One element's update: the new parameter; the state is changed in place. */
  private interface Exact {
    double update(double p, double g, double[] state, long t);
  }

  private interface Rounded {
    float update(float p, float g, float[] state, long t);
  }

  private static final List<UpdateLoops> LOOPS = List.of(new PlainLoops(), new VectorLoops());

  private record Row(Optimizer optimizer, Exact exact, Rounded rounded) {
    @Override
    public String toString() {
      return optimizer.toString();
    }

    float[][] newState(int length) {
      return new float[optimizer.numStateVectors()][length];
    }
  }

  private static Stream<Row> rows() {
    return Stream.of(
        new Row(new Sgd(LR), (p, g, s, t) -> p - LR * g, (p, g, s, t) -> p - LR32 * g),
        new Row(
            new Momentum(LR, 0.9),
            (p, g, s, t) -> {
              s[0] = 0.9 * s[0] + g;
              return p - LR * s[0];
            },
            (p, g, s, t) -> {
              s[0] = 0.9f * s[0] + g;
              return p - LR32 * s[0];
            }),
        new Row(
            new Nesterov(LR, 0.9),
            (p, g, s, t) -> {
              s[0] = 0.9 * s[0] + g;
              return p - LR * (g + 0.9 * s[0]);
            },
            (p, g, s, t) -> {
              s[0] = 0.9f * s[0] + g;
              return p - LR32 * (g + 0.9f * s[0]);
            }),
        new Row(new Adam(LR, 0.9, 0.999, 1e-8), TestOptimizers::adam, TestOptimizers::roundedAdam),
        new Row(
            new AdamW(LR, 0.9, 0.999, 1e-8, 0.01),
            TestOptimizers::adam,
            TestOptimizers::roundedAdam));
  }

  /** Algorithm 1 of Kingma and Ba with the corrected moments written out. */
  private static double adam(double p, double g, double[] s, long t) {
    s[0] = 0.9 * s[0] + 0.1 * g;
    s[1] = 0.999 * s[1] + 0.001 * g * g;
    double corrected = s[0] / (1 - Math.pow(0.9, t));
    return p - LR * corrected / Math.sqrt(s[1] / (1 - Math.pow(0.999, t)));
  }

  private static float roundedAdam(float p, float g, float[] s, long t) {
    float alpha = (float) (LR * Math.sqrt(1 - Math.pow(0.999f, t)) / (1 - Math.pow(0.9f, t)));
    s[0] = 0.9f * s[0] + (1 - 0.9f) * g;
    s[1] = 0.999f * s[1] + (1 - 0.999f) * g * g;
    return p - alpha * s[0] / ((float) Math.sqrt(s[1]) + 1e-8f);
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
    float[][] state = row.newState(n);
    for (int t = 1; t <= 50; t++) {
      float[] g = randomVector(random, n);
      row.optimizer().rule(new Rate(LR, t), LOOPS.get(0)).update(new Vectors(p, g, state), 0, n);
      for (int i = 0; i < n; i++) {
        expected[i] = row.exact().update(expected[i], g[i], expectedState[i], t);
        assertEquals(expected[i], p[i], TOLERANCE * t, "element " + i + " at step " + t);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void roundsEveryOperationByItselfAtAnyLength(Row row) {
    for (UpdateLoops loops : LOOPS) {
      for (int n : new int[] {1, 3, 17, UpdateLoops.MAX_CHUNK - 1, UpdateLoops.MAX_CHUNK}) {
        expectRounded(row, loops, n);
      }
    }
  }

  private static void expectRounded(Row row, UpdateLoops loops, int n) {
    Random random = new Random(n);
    float[] p = randomVector(random, n);
    float[] expected = p.clone();
    float[][] expectedState = new float[n][2];
    float[][] state = row.newState(n);
    for (int t = 1; t <= 3; t++) {
      float[] g = randomVector(random, n);
      row.optimizer().rule(new Rate(LR, t), loops).update(new Vectors(p, g, state), 0, n);
      for (int i = 0; i < n; i++) {
        expected[i] = row.rounded().update(expected[i], g[i], expectedState[i], t);
      }
    }
    assertArrayEquals(expected, p, n + " elements, " + loops.getClass());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void givesTheSameBytesInChunks(Row row) {
    int n = 100;
    float[] g = randomVector(new Random(1), n);
    float[] whole = randomVector(new Random(2), n);
    float[] inChunks = whole.clone();
    float[][] wholeState = row.newState(n);
    float[][] chunkState = row.newState(n);
    for (int t = 1; t <= 3; t++) {
      UpdateRule rule = row.optimizer().rule(new Rate(LR, t), LOOPS.get(t % 2));
      rule.update(new Vectors(whole, g, wholeState), 0, n);
      for (int from : List.of(0, 37, 38)) {
        int to = from == 0 ? 37 : from == 37 ? 38 : n;
        float[] p = Arrays.copyOfRange(inChunks, from, to);
        Vectors chunk = new Vectors(p, Arrays.copyOfRange(g, from, to), chunkState);
        rule.update(chunk, from, to - from);
        System.arraycopy(p, 0, inChunks, from, to - from);
      }
    }
    assertArrayEquals(whole, inChunks);
    assertArrayEquals(wholeState, chunkState);
  }

  @Test
  void adamsFirstStepIsTheRateWhateverTheGradient() {
    for (float gradient : new float[] {1e-3f, 1, 1e3f}) {
      float[] p = {0};
      new Adam(1, 0.9, 0.999, 1e-12)
          .rule(new Rate(1, 1), LOOPS.get(0))
          .update(new Vectors(p, new float[] {gradient}, new float[2][1]), 0, 1);
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
