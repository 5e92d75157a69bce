package io.meanfield.driver.round;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.driver.round.SimulatedDriver.Saved;
import io.meanfield.driver.round.SimulatedExecutors.Reduced;
import io.meanfield.driver.round.TinyRun.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the world has seen of a run, and what must always be true of it. */
final class SimulatedHistory {
  private final TinyRun run;
  private final SortedMap<String, Integer> disturbances = new TreeMap<>();
  private final Set<String> commits = new HashSet<>();
  private List<Step> steps = new ArrayList<>();
  private List<String> seen = new ArrayList<>();
  private Saved saved;
  private List<Step> savedSteps = List.of();
  private List<String> savedSeen = List.of();
  private String lastRun = "";
  private long lastVersion;

  SimulatedHistory(TinyRun run) {
    this.run = run;
    this.saved = new Saved(Position.beginning(), run.initialReplicas(), run.initialSlices());
  }

  /** Something that does not happen in an undisturbed run. */
  void note(Enum<?> what) {
    disturbances.merge(what.name(), 1, Integer::sum);
  }

  SortedMap<String, Integer> disturbances() {
    return disturbances;
  }

  Saved saved() {
    return saved;
  }

  List<Step> steps() {
    return steps;
  }

  /** What a schedule may do to a run, beside what is said of arrivals. */
  enum Disturbance {
    EXECUTOR_KILLED,
    DRIVER_KILLED,
    GIVEN_UP,
    ROLLED_BACK,
    REPLICAS_MISSED,
    MADE_UP
  }

  /** What has happened since the checkpoint is forgotten. */
  void restarted() {
    steps = new ArrayList<>(savedSteps);
    seen = new ArrayList<>(savedSeen);
  }

  void saved(Saved state) {
    saved = state;
    savedSteps = List.copyOf(steps);
    savedSeen = List.copyOf(seen);
  }

  void committed(
      String id, RoundAttempt attempt, List<String> examples, Collection<Reduced> parts) {
    assertTrue(
        commits.add(id + "/" + attempt.round().round()), "committed twice: " + attempt.key());
    Set<String> arrived = new HashSet<>(examples);
    for (Reduced part : parts) {
      assertEquals(arrived, new HashSet<>(part.examples()), "reduced others than have arrived");
    }
    if (!attempt.isComplete()) {
      note(Disturbance.REPLICAS_MISSED);
    }
    if (!attempt.round().madeUp().isEmpty()) {
      note(Disturbance.MADE_UP);
    }
    seen.addAll(examples);
    steps.add(new Step(attempt.round(), attempt.arrived()));
  }

  /** After every event. */
  void check(SimulatedDriver driver, String id) {
    long version = driver.position().rounds();
    if (id.equals(lastRun)) {
      assertTrue(
          version == lastVersion || version == lastVersion + 1,
          "from version %d to %d".formatted(lastVersion, version));
    } else {
      assertEquals(saved.position().rounds(), version, "resumed at another version");
    }
    if (version != lastVersion || !id.equals(lastRun)) {
      assertEquals(version, steps.size(), "versions and commits");
      checkExamples(driver.position().epoch());
    }
    lastRun = id;
    lastVersion = version;
  }

  /** Once an epoch, and in those that are over all of them. */
  private void checkExamples(int epoch) {
    Map<String, Integer> counts = new HashMap<>();
    seen.forEach(example -> counts.merge(example, 1, Integer::sum));
    counts.forEach((example, count) -> assertEquals(1, count, "example " + example));
    for (int over = 0; over < epoch; over++) {
      for (long position = 0; position < run.plan().steps().numExamples(); position++) {
        assertTrue(
            counts.containsKey(over + ":" + position), "no example " + over + ":" + position);
      }
    }
  }
}
