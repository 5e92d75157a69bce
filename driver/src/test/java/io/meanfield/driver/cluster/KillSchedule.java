package io.meanfield.driver.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * What happens to a run and when, all of it from a seed.
 *
 * @param yaml the run's configuration
 * @param everyRounds checkpoints; with one every round many blows fall while it is written
 * @param round after whose line the blow falls
 * @param delay from that line to the blow
 */
record KillSchedule(long seed, String yaml, Blow blow, int everyRounds, int round, Duration delay) {
  static final int NUM_EPOCHS = 5;
  private static final int NUM_ROUNDS = 3 * NUM_EPOCHS;
  private static final List<String> STRATEGIES =
      List.of("conf/digits-exact.yaml", "conf/digits-lenet.yaml");

  /** What is killed, or stopped for longer than anyone waits. */
  enum Blow {
    KILL_EXECUTOR,
    KILL_DRIVER,
    STOP_EXECUTOR,
    KILL_ALL_EXECUTORS
  }

  /** Seeds from 0 on go through all blows with the strategies in turn, then with the other ones. */
  static KillSchedule of(long seed) {
    Random random = new Random(seed);
    int numBlows = Blow.values().length;
    return new KillSchedule(
        seed,
        STRATEGIES.get((int) ((seed + seed / numBlows) % STRATEGIES.size())),
        Blow.values()[(int) (seed % numBlows)],
        1 + random.nextInt(3),
        2 + random.nextInt(NUM_ROUNDS - 6),
        Duration.ofMillis(random.nextInt(600)));
  }
}
