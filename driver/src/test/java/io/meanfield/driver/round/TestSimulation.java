package io.meanfield.driver.round;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meanfield.driver.round.RoundAttempt.Reception;
import io.meanfield.driver.round.SimulatedHistory.Disturbance;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A thousand schedules of lost, late, doubled and overtaking messages, of killed executors and
 * restarted drivers. A failing one is run again by {@code -Dmeanfield.simulation.seed=SEED}.
 */
@Tag("unit")
class TestSimulation {
  private static final String SEED = "meanfield.simulation.seed";
  private static final int NUM_SEEDS = Integer.getInteger("meanfield.simulation.seeds", 1000);

  @Test
  void whateverHappensARunCommitsEveryExampleOnceAndEndsWithTheSameBytes() {
    SortedMap<String, Integer> disturbances = new TreeMap<>();
    Long given = Long.getLong(SEED);
    if (given != null) {
      new Simulation(given).run();
      return;
    }
    List<String> failures = new ArrayList<>();
    for (long seed = 0; seed < NUM_SEEDS; seed++) {
      try {
        new Simulation(seed)
            .run()
            .forEach((what, count) -> disturbances.merge(what, count, Integer::sum));
      } catch (AssertionError | RuntimeException e) {
        failures.add("seed %d: %s".formatted(seed, e));
      }
    }
    System.out.println(NUM_SEEDS + " schedules with " + disturbances);
    assertEquals(List.of(), failures, "each is run again by -D" + SEED + "=SEED");
    assertEquals(everything(), disturbances.keySet(), "what schedules ought to do to runs");
  }

  private static Set<String> everything() {
    Set<String> names = new TreeSet<>();
    for (Disturbance disturbance : Disturbance.values()) {
      names.add(disturbance.name());
    }
    for (Reception reception : Reception.values()) {
      names.add(reception.name());
    }
    names.removeAll(Set.of(Reception.TAKEN.name(), Reception.OF_NO_REPLICA.name()));
    return names;
  }
}
