package io.meanfield.datasets.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.plan.StepPlan.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestStepPlan {

  @Test
  void everyPositionComesOnceAnEpochInOrderForAnyReplicasAndBatch() {
    for (int replicas = 1; replicas <= 7; replicas++) {
      for (int batch = 1; batch <= 9; batch++) {
        for (int examples = replicas; examples <= 70; examples++) {
          StepPlan plan = new StepPlan(examples, replicas, batch);
          assertEquals(
              LongStream.range(0, examples).boxed().toList(), positions(plan), plan.toString());
        }
      }
    }
  }

  @Test
  void everyFullStepGivesEveryReplicaOneBatch() {
    StepPlan plan = new StepPlan(1000, 3, 32);
    for (long step = 0; step < plan.stepsPerEpoch() - 1; step++) {
      for (int replica = 0; replica < 3; replica++) {
        assertEquals(32, plan.range(step, replica).size());
      }
    }
  }

  @Test
  void theLastStepSharesOutWhatIsLeftToWithinOneExample() {
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      int replicas = 1 + random.nextInt(9);
      StepPlan plan =
          new StepPlan(replicas + random.nextInt(1000), replicas, 1 + random.nextInt(50));
      long last = plan.stepsPerEpoch() - 1;
      List<Integer> sizes = new ArrayList<>();
      for (int replica = 0; replica < replicas; replica++) {
        sizes.add(plan.range(last, replica).size());
      }
      int min = sizes.stream().min(Integer::compare).orElseThrow();
      int max = sizes.stream().max(Integer::compare).orElseThrow();
      assertTrue(max - min <= 1 && max > 0, plan + " gave " + sizes);
    }
  }

  @Test
  void aLargePartNeedsNoMoreThanLongs() {
    StepPlan plan = new StepPlan(1L << 60, 1 << 20, 1 << 20);
    assertEquals(1L << 20, plan.stepsPerEpoch());
    assertEquals(1L << 60, plan.range((1L << 20) - 1, (1 << 20) - 1).to());
  }

  @Test
  void whatIsOutsideThePlanIsRefused() {
    StepPlan plan = new StepPlan(10, 2, 3);
    assertEquals(2, plan.stepsPerEpoch());
    assertThrows(IllegalArgumentException.class, () -> plan.range(2, 0));
    assertThrows(IllegalArgumentException.class, () -> plan.range(-1, 0));
    assertThrows(IllegalArgumentException.class, () -> plan.range(0, 2));
    assertThrows(IllegalArgumentException.class, () -> new Range(3, 2));
    assertThrows(IllegalArgumentException.class, () -> new StepPlan(2, 3, 1));
    assertThrows(IllegalArgumentException.class, () -> new StepPlan(2, 1, 0));
  }

  private static List<Long> positions(StepPlan plan) {
    List<Long> positions = new ArrayList<>();
    for (long step = 0; step < plan.stepsPerEpoch(); step++) {
      for (int replica = 0; replica < plan.replicas(); replica++) {
        Range range = plan.range(step, replica);
        LongStream.range(range.from(), range.to()).forEach(positions::add);
      }
    }
    return positions;
  }
}
