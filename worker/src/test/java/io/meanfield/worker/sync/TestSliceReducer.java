package io.meanfield.worker.sync;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.meanfield.zoo.ParameterLayout;
import io.meanfield.zoo.ParameterLayout.Role;
import io.meanfield.zoo.ParameterLayout.Segment;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestSliceReducer {
  private static final int LENGTH = 7;
  private static final ParameterLayout LAYOUT =
      new ParameterLayout(
          List.of(
              new Segment("0", "W", 0, 4, Role.WEIGHT),
              new Segment("0", "mean", 4, 2, Role.STATISTIC),
              new Segment("0", "b", 6, 1, Role.BIAS)));
  private static final float[] START = {1, 2, 3, 4, 5, 6, 7};
  private static final List<Contribution> DELTAS =
      List.of(
          new Contribution(0, 10, new float[] {1, 1, 1, 1, 1, 1, 1}),
          new Contribution(1, 30, new float[] {-1, 3, 1, 5, -3, 1, 0}));

  @Test
  void averagingMovesAgainstTheMeanDelta() {
    // mean delta: -0.5, 2.5, 1, 4, -2, 1, 0.25
    assertArrayEquals(
        new float[] {1.5f, -0.5f, 2, 0, 7, 5, 6.75f}, reduce(new Average(1), 1).parameters());
  }

  @Test
  void dilocoWithoutMomentumAtRateOneIsAveraging() {
    assertArrayEquals(
        reduce(new Average(1), 1).parameters(),
        reduce(new Diloco(1, 1, 0), 1, new float[LENGTH]).parameters());
  }

  @Test
  void nesterovUsesTheFreshVelocityAndLeavesStatisticsAlone() {
    Slice next = reduce(new Diloco(1, 0.5, 0.5), 1, new float[] {1, 1, 1, 1, 9, 9, 1});
    // v = 0.5 v + delta, theta = theta - 0.5 (delta + 0.5 v)
    assertArrayEquals(new float[] {0, 3, 1.5f, 4.5f, 9, 9, 0.75f}, next.state()[0]);
    assertArrayEquals(new float[] {1.25f, 0, 2.125f, 0.875f, 7, 5, 6.6875f}, next.parameters());
  }

  @Test
  void slicesGiveTheSameAsTheWhole() {
    float[] velocity = {1, 2, 3, 4, 5, 6, 7};
    LocalSteps strategy = new Diloco(3, 0.7, 0.9);
    Slice whole = reduce(strategy, 1, velocity);
    for (int numSlices = 2; numSlices <= LENGTH + 2; numSlices++) {
      assertArrayEquals(whole.parameters(), reduce(strategy, numSlices, velocity).parameters());
      assertArrayEquals(whole.state(), reduce(strategy, numSlices, velocity).state());
    }
  }

  private static Slice reduce(LocalSteps strategy, int numSlices, float[]... state) {
    SlicePlan plan = new SlicePlan(LENGTH, numSlices);
    SliceReducer reducer = new SliceReducer(strategy, LAYOUT, plan);
    Slice whole = Slice.beginning(new float[LENGTH], state.length);
    for (int s = 0; s < numSlices; s++) {
      int slice = s;
      Slice old =
          new Slice(
              plan.cut(START, s),
              Arrays.stream(state).map(vector -> plan.cut(vector, slice)).toArray(float[][]::new));
      List<Contribution> deltas =
          DELTAS.stream()
              .map(d -> new Contribution(d.replica(), d.numExamples(), plan.cut(d.values(), slice)))
              .toList();
      Slice next = reducer.reduce(s, old, deltas);
      System.arraycopy(next.parameters(), 0, whole.parameters(), plan.from(s), plan.size(s));
      for (int i = 0; i < state.length; i++) {
        System.arraycopy(next.state()[i], 0, whole.state()[i], plan.from(s), plan.size(s));
      }
    }
    return whole;
  }
}
