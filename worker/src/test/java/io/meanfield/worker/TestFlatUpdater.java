package io.meanfield.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meanfield.worker.optim.AdamW;
import io.meanfield.worker.optim.Optimizer;
import io.meanfield.worker.optim.Optimizer.Vectors;
import io.meanfield.worker.optim.Schedule;
import io.meanfield.worker.optim.Sgd;
import io.meanfield.zoo.ParameterLayout;
import io.meanfield.zoo.ParameterLayout.Role;
import io.meanfield.zoo.ParameterLayout.Segment;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestFlatUpdater {
  /** Two weights, a bias, a running statistic, another weight. */
  private static final ParameterLayout LAYOUT =
      new ParameterLayout(
          List.of(
              new Segment("0", "W", 0, 2, Role.WEIGHT),
              new Segment("0", "b", 2, 1, Role.BIAS),
              new Segment("1", "mean", 3, 1, Role.STATISTIC),
              new Segment("2", "W", 4, 1, Role.WEIGHT)));

  private static final float[] START = {1, -2, 4, 8, 16};
  private static final float[] NO_GRADIENT = new float[5];
  private static final float[] GRADIENT = {3, 4, 0, 2, 12}; // norm 13 without the statistic
  private static final Sgd HALF = new Sgd(0.5);
  private static final Schedule CONSTANT = new Schedule.Constant(0);

  @Test
  void l2AddsTheGradientOfHalfTheSquaredNormOfTheWeights() {
    double l2 = 0.25;
    float[] p = START.clone();
    float[] g = NO_GRADIENT.clone();
    updater(HALF, l2, 0).update(new Vectors(p, g, new float[0][]), 0, 1);
    for (int i = 0; i < p.length; i++) {
      double slope = (penalty(l2, i, 1e-3) - penalty(l2, i, -1e-3)) / 2e-3;
      assertEquals(START[i] - 0.5 * slope, p[i], 1e-6, "element " + i);
    }
    assertArrayEquals(new float[] {0.875f, -1.75f, 4, 8, 14}, p);
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
    float[] p = START.clone();
    updater(HALF, 0, 6.5).update(vectors(p), 0, 1);
    assertArrayEquals(new float[] {0.25f, -3, 4, 6, 13}, p);
  }

  @Test
  void aGradientAsLongAsTheLimitStays() {
    float[] p = START.clone();
    updater(HALF, 0, 13).update(vectors(p), 0, 1);
    assertArrayEquals(new float[] {-0.5f, -4, 4, 6, 10}, p);
  }

  @Test
  void clippingSeesTheGradientWithItsL2() {
    float[] p = {3, 4, 0, 0, 12};
    updater(HALF, 1, 6.5).update(new Vectors(p, NO_GRADIENT.clone(), new float[0][]), 0, 1);
    assertArrayEquals(new float[] {2.25f, 3, 0, 0, 9}, p);
  }

  @Test
  void adamwDecaysWeightsOnly() {
    float[] p = START.clone();
    AdamW adamw = new AdamW(0.5, 0.9, 0.999, 1e-8, 0.25);
    updater(adamw, 0, 0).update(new Vectors(p, NO_GRADIENT.clone(), new float[2][5]), 0, 1);
    assertArrayEquals(new float[] {0.875f, -1.75f, 4, 8, 14}, p);
  }

  @Test
  void decayFollowsTheSchedule() {
    float[] p = START.clone();
    AdamW adamw = new AdamW(0.5, 0.9, 0.999, 1e-8, 0.25);
    updater(adamw, 0, 0, new Schedule.Step(0, 10, 0.5))
        .update(new Vectors(p, NO_GRADIENT.clone(), new float[2][5]), 10, 11);
    assertArrayEquals(new float[] {0.9375f, -1.875f, 4, 8, 15}, p);
  }

  @Test
  void statisticsMoveByTheirGradientAloneWhateverTheRate() {
    for (Optimizer optimizer : List.of(new Sgd(1e-3), new AdamW(1e-3, 0.9, 0.999, 1e-8, 0.1))) {
      float[] p = START.clone();
      float[][] state = new float[optimizer.numStateVectors()][5];
      updater(optimizer, 0.1, 1e-3).update(new Vectors(p, GRADIENT.clone(), state), 0, 1);
      assertEquals(6, p[3], optimizer.toString());
      for (float[] vector : state) {
        assertEquals(0, vector[3], optimizer.toString());
      }
    }
  }

  @Test
  void theScheduleMultipliesTheRate() {
    float[] p = START.clone();
    updater(HALF, 0, 0, new Schedule.Step(0, 10, 0.5)).update(vectors(p), 10, 1);
    assertArrayEquals(new float[] {0.25f, -3, 4, 6, 13}, p);
  }

  private static Vectors vectors(float[] parameters) {
    return new Vectors(parameters, GRADIENT.clone(), new float[0][]);
  }

  private static FlatUpdater updater(Optimizer optimizer, double l2, double clipNorm) {
    return updater(optimizer, l2, clipNorm, CONSTANT);
  }

  private static FlatUpdater updater(
      Optimizer optimizer, double l2, double clipNorm, Schedule schedule) {
    TrainingConfig training =
        new TrainingConfig(1, 1, 1, optimizer, schedule, Loss.BY_LABELS, l2, clipNorm);
    return new FlatUpdater(training, LAYOUT, 100);
  }
}
