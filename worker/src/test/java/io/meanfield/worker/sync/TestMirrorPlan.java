package io.meanfield.worker.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A second copy is in another process wherever there is one. */
@Tag("unit")
class TestMirrorPlan {

  @Test
  void ranksOfEqualProcessesMirrorOneEach() {
    for (String processes : List.of("ab", "aabb", "abab", "aaabbbccc", "abcabc")) {
      MirrorPlan plan = new MirrorPlan(List.of(processes.split("")));
      for (int rank = 0; rank < processes.length(); rank++) {
        assertEquals(1, plan.mirroredBy(rank).size(), processes + ", rank " + rank);
      }
    }
  }

  @Test
  void mirrorsAreElsewhere() {
    Random random = new Random(7);
    for (int i = 0; i < 1000; i++) {
      List<String> processes =
          IntStream.range(0, 1 + random.nextInt(9))
              .mapToObj(rank -> "process " + random.nextInt(4))
              .toList();
      MirrorPlan plan = new MirrorPlan(processes);
      boolean isOne = processes.stream().distinct().count() == 1;
      List<Integer> mirrored = new ArrayList<>();
      for (int rank = 0; rank < processes.size(); rank++) {
        assertEquals(isOne, plan.mirrorOf(rank).isEmpty(), processes.toString());
        String own = processes.get(rank);
        plan.mirrorOf(rank).ifPresent(m -> assertNotEquals(own, processes.get(m)));
        mirrored.addAll(plan.mirroredBy(rank));
      }
      assertEquals(isOne ? 0 : processes.size(), mirrored.size(), processes.toString());
    }
  }

  @Test
  void twoRanksOfTwoProcessesHoldEverything() {
    assertTrue(new MirrorPlan(List.of("a", "b")).everyoneHoldsAll());
    assertEquals(false, new MirrorPlan(List.of("a", "a")).everyoneHoldsAll());
    assertEquals(false, new MirrorPlan(List.of("a", "b", "c")).everyoneHoldsAll());
  }
}
