package io.meanfield.datasets.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.plan.StepPlan.Range;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestLengthOrder {
  private static final int[] SHARDS = {61, 0, 120, 7, 90};
  private static final int NUM_EXAMPLES = 278;

  private static int length(long row) {
    return (int) (CounterHash.hash(99, row) >>> 58); // 0 to 63
  }

  private static LengthOrder order(long seed, StepPlan plan, int poolSteps) {
    EpochOrder epoch = new EpochOrder(SHARDS, seed, 3, 2);
    return new LengthOrder(epoch::rows, plan, poolSteps, TestLengthOrder::length, seed);
  }

  @Test
  void eachRowIsVisitedOnceWhateverTheSizes() throws IOException {
    Random random = new Random(1);
    for (int trial = 0; trial < 200; trial++) {
      StepPlan plan = new StepPlan(NUM_EXAMPLES, 1 + random.nextInt(4), 1 + random.nextInt(90));
      LengthOrder order = order(trial, plan, 1 + random.nextInt(20));
      boolean[] seen = new boolean[NUM_EXAMPLES];
      for (int position = 0; position < NUM_EXAMPLES; position++) {
        int row = (int) order.rowAt(position);
        assertTrue(!seen[row], plan + " visits twice " + row);
        seen[row] = true;
      }
    }
  }

  /** As a replica that starts again, or has other replicas' work to do, enters it. */
  @Test
  void itCanBeEnteredAnywhere() throws IOException {
    StepPlan plan = new StepPlan(NUM_EXAMPLES, 2, 5);
    LengthOrder forward = order(7, plan, 4);
    List<Long> rows = new ArrayList<>();
    for (int position = 0; position < NUM_EXAMPLES; position++) {
      rows.add(forward.rowAt(position));
    }
    Random random = new Random(2);
    LengthOrder jumping = order(7, plan, 4);
    for (int i = 0; i < 1000; i++) {
      int position = random.nextInt(NUM_EXAMPLES);
      assertEquals(rows.get(position), jumping.rowAt(position));
    }
  }

  @Test
  void aPoolHasTheRowsOfTheEpochsOrderAndItsStepsAreOfSimilarLengths() throws IOException {
    StepPlan plan = new StepPlan(NUM_EXAMPLES, 2, 5);
    int poolSteps = 7;
    LengthOrder order = order(7, plan, poolSteps);
    EpochOrder epoch = new EpochOrder(SHARDS, 7, 3, 2);
    for (int start = 0; start < NUM_EXAMPLES; start += poolSteps * 10) {
      int end = Math.min(NUM_EXAMPLES, start + poolSteps * 10);
      List<Long> expected =
          new ArrayList<>(Arrays.stream(epoch.rows(new Range(start, end))).boxed().toList());
      List<Long> found = new ArrayList<>();
      for (int position = start; position < end; position++) {
        found.add(order.rowAt(position));
      }
      List<int[]> spans = new ArrayList<>(); // the shortest and the longest of each step
      for (int from = 0; from < found.size(); from += 10) {
        int[] lengths =
            found.subList(from, Math.min(found.size(), from + 10)).stream()
                .mapToInt(TestLengthOrder::length)
                .sorted()
                .toArray();
        spans.add(new int[] {lengths[0], lengths[lengths.length - 1]});
      }
      spans.sort((a, b) -> a[0] != b[0] ? a[0] - b[0] : a[1] - b[1]);
      for (int i = 1; i < spans.size(); i++) {
        assertTrue(
            spans.get(i - 1)[1] <= spans.get(i)[0], () -> "steps overlap from a pool's start");
      }
      expected.sort(null);
      found.sort(null);
      assertEquals(expected, found);
    }
  }

  @Test
  void stepsComeInAnOrderThatIsNotThatOfTheirLengthsAndOtherKeysGiveAnother() throws IOException {
    StepPlan plan = new StepPlan(NUM_EXAMPLES, 1, 10);
    List<List<Integer>> firstLengths = new ArrayList<>();
    for (int seed = 0; seed < 3; seed++) {
      List<Integer> lengths = new ArrayList<>();
      for (int step = 0; step < 27; step++) {
        Range range = plan.range(step, 0);
        lengths.add(length(order(seed, plan, 28).rowAt(range.from())));
      }
      List<Integer> sorted = lengths.stream().sorted().toList();
      assertTrue(!sorted.equals(lengths), lengths::toString);
      firstLengths.add(lengths);
    }
    assertTrue(!firstLengths.get(0).equals(firstLengths.get(1)));
    assertTrue(!firstLengths.get(1).equals(firstLengths.get(2)));
  }

  /** To change it is to break resuming of the runs that use it. */
  @Test
  void theOrderOfOneEpochIsPinned() throws IOException {
    LengthOrder order = order(5, new StepPlan(NUM_EXAMPLES, 2, 2), 3);
    long[] rows = order.rows(new Range(0, 12));
    assertEquals(
        "[198, 259, 207, 197, 277, 250, 189, 239, 252, 209, 216, 257]", Arrays.toString(rows));
  }
}
