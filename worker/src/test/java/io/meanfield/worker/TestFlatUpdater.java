package io.meanfield.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.augment.AugmentationConfig;
import io.meanfield.worker.optim.AdamW;
import io.meanfield.worker.optim.Optimizer;
import io.meanfield.worker.optim.Schedule;
import io.meanfield.worker.optim.Sgd;
import io.meanfield.zoo.FlatMemory;
import io.meanfield.zoo.ParameterLayout;
import io.meanfield.zoo.ParameterLayout.Role;
import io.meanfield.zoo.ParameterLayout.Segment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestFlatUpdater {
  /** Two weights, a bias, a running statistic, another weight, a frozen parameter. */
  private static final ParameterLayout LAYOUT =
      new ParameterLayout(
          List.of(
              new Segment("0", "W", 0, 2, Role.WEIGHT),
              new Segment("0", "b", 2, 1, Role.BIAS),
              new Segment("1", "mean", 3, 1, Role.STATISTIC),
              new Segment("2", "W", 4, 1, Role.WEIGHT),
              new Segment("3", "W", 5, 1, Role.FROZEN)));

  private static final float[] START = {1, -2, 4, 8, 16, 32};
  private static final float[] NO_GRADIENT = new float[6];

  /** Sums over two examples; the means' norm is 13 without the statistic and the frozen one. */
  private static final float[] GRADIENT = {6, 8, 0, 2, 24, 7};

  private static final Sgd HALF = new Sgd(0.5);
  private static final AdamW ADAMW = new AdamW(0.5, 0.9, 0.999, 1e-8, 0.25);
  private static final Schedule CONSTANT = new Schedule.Constant(0);
  private static final Schedule HALVED = new Schedule.Step(0, 10, 0.5);

  @Test
  void theGradientIsTheMeanOverTheExamples() {
    float[] p = updated(updater(HALF, 0, 0), START, GRADIENT, 0);
    assertArrayEquals(new float[] {-0.5f, -4, 4, 6, 10, 32}, p);
  }

  @Test
  void l2AddsTheGradientOfHalfTheSquaredNormOfTheWeights() {
    double l2 = 0.25;
    float[] p = updated(updater(HALF, l2, 0), START, NO_GRADIENT, 0);
    for (int i = 0; i < p.length; i++) {
      double slope = (penalty(l2, i, 1e-3) - penalty(l2, i, -1e-3)) / 2e-3;
      assertEquals(START[i] - 0.5 * slope, p[i], 1e-6, "element " + i);
    }
    assertArrayEquals(new float[] {0.875f, -1.75f, 4, 8, 14, 32}, p);
  }

  /** l2 / 2 of the weights' squared norm where one element is moved by h. */
  private static double penalty(double l2, int moved, double h) {
    double squares = 0;
    for (int i : new int[] {0, 1, 4}) {
      squares += Math.pow(START[i] + (i == moved ? h : 0), 2);
    }
    return l2 / 2 * squares;
  }

  @Test
  void aGradientLongerThanTheLimitIsScaledToItAsAWhole() {
    float[] p = updated(updater(HALF, 0, 6.5), START, GRADIENT, 0);
    assertArrayEquals(new float[] {0.25f, -3, 4, 6, 13, 32}, p);
  }

  @Test
  void aGradientAsLongAsTheLimitStays() {
    float[] p = updated(updater(HALF, 0, 13), START, GRADIENT, 0);
    assertArrayEquals(new float[] {-0.5f, -4, 4, 6, 10, 32}, p);
  }

  @Test
  void clippingSeesTheGradientWithItsL2() {
    float[] p = updated(updater(HALF, 1, 6.5), new float[] {3, 4, 0, 0, 12, 9}, NO_GRADIENT, 0);
    assertArrayEquals(new float[] {2.25f, 3, 0, 0, 9, 9}, p);
  }

  @Test
  void clippingHidesNoGradientThatIsNotFinite() {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      for (Optimizer optimizer : List.of(HALF, ADAMW)) {
        float[] p =
            updated(updater(optimizer, 0, 6.5), START, new float[] {6, 8, bad, 2, 24, 7}, 0);
        assertTrue(Float.isNaN(p[2]), optimizer + " with " + bad);
        assertEquals(32, p[5]);
      }
    }
  }

  @Test
  void adamwDecaysWeightsOnly() {
    float[] p = updated(updater(ADAMW, 0, 0), START, NO_GRADIENT, 0);
    assertArrayEquals(new float[] {0.875f, -1.75f, 4, 8, 14, 32}, p);
  }

  @Test
  void decayFollowsTheSchedule() {
    float[] p = updated(updater(ADAMW, 0, 0, HALVED), START, NO_GRADIENT, 10);
    assertArrayEquals(new float[] {0.9375f, -1.875f, 4, 8, 15, 32}, p);
  }

  @Test
  void statisticsMoveByTheirGradientAloneAndFrozenParametersNotAtAll() {
    for (Optimizer optimizer : List.of(new Sgd(1e-3), new AdamW(1e-3, 0.9, 0.999, 1e-8, 0.1))) {
      FlatMemory memory = memory(START, GRADIENT, 2);
      float[][] state = new float[optimizer.numStateVectors()][START.length];
      updater(optimizer, 0.1, 1e-3).update(memory, state, 0, 1);
      assertEquals(6, memory.parameters().get(3), optimizer.toString());
      assertEquals(32, memory.parameters().get(5), optimizer.toString());
      for (float[] vector : state) {
        assertEquals(0, vector[3], optimizer.toString());
        assertEquals(0, vector[5], optimizer.toString());
      }
      assertArrayEquals(GRADIENT, copy(memory.gradients()), "gradients are only read");
    }
  }

  @Test
  void theScheduleMultipliesTheRate() {
    float[] p = updated(updater(HALF, 0, 0, HALVED), START, GRADIENT, 10);
    assertArrayEquals(new float[] {0.25f, -3, 4, 6, 13, 32}, p);
  }

  /** The parameters after the first update with sums over two examples. */
  private static float[] updated(FlatUpdater updater, float[] p, float[] gradients, long step) {
    FlatMemory memory = memory(p, gradients, 2);
    updater.update(memory, new float[2][p.length], step, 1);
    return copy(memory.parameters());
  }

  static FlatMemory memory(float[] parameters, float[] gradients, int numExamples) {
    return new FlatMemory(direct(parameters), direct(gradients), numExamples);
  }

  private static FloatBuffer direct(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(Float.BYTES * values.length);
    return bytes.order(ByteOrder.nativeOrder()).asFloatBuffer().put(0, values);
  }

  static float[] copy(FloatBuffer buffer) {
    float[] values = new float[buffer.capacity()];
    buffer.get(0, values);
    return values;
  }

  private static FlatUpdater updater(Optimizer optimizer, double l2, double clipNorm) {
    return updater(optimizer, l2, clipNorm, CONSTANT);
  }

  private static FlatUpdater updater(
      Optimizer optimizer, double l2, double clipNorm, Schedule schedule) {
    TrainingConfig training =
        new TrainingConfig(
            1, 1, 1, optimizer, schedule, Loss.BY_LABELS, l2, clipNorm, 0, AugmentationConfig.NONE);
    return new FlatUpdater(training, LAYOUT, 100);
  }
}
