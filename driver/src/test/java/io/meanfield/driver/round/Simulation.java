package io.meanfield.driver.round;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.plan.StepPlan;
import io.meanfield.driver.round.SimulatedDriver.World;
import io.meanfield.driver.round.SimulatedHistory.Disturbance;
import io.meanfield.driver.round.SimulatedNetwork.Faults;
import io.meanfield.worker.sync.Average;
import io.meanfield.worker.sync.Diloco;
import io.meanfield.worker.sync.LocalSteps;
import java.util.Random;
import java.util.SortedMap;

/** One schedule of a whole run in one thread, from the seed that decides everything. */
final class Simulation {
  private static final long MAX_EVENTS = 200_000;
  private static final double DRIVERS_AMONG_KILLED = 0.3;
  private static final int MAX_DOWN_TIME = 200;

  private final TinyRun run;
  private final Quorum quorum;
  private final SimulatedNetwork network;
  private final SimulatedHistory history;
  private final World world;
  private SimulatedDriver driver;
  private int numDrivers;

  Simulation(long seed) {
    Random random = new Random(seed);
    int numReplicas = 2 + random.nextInt(4);
    StepPlan steps = new StepPlan(20 + random.nextInt(30), numReplicas, 2);
    LocalSteps strategy = random.nextBoolean() ? new Average(1) : new Diloco(1, 0.7, 0.5);
    run = new TinyRun(new RoundPlan(steps, 2), strategy, seed);
    quorum =
        random.nextBoolean()
            ? Quorum.all(numReplicas)
            : new Quorum(numReplicas, 1 + random.nextInt(numReplicas));
    network = new SimulatedNetwork(random, Faults.drawn(random));
    history = new SimulatedHistory(run);
    world = new World(run, network, new SimulatedExecutors(run, network), history);
  }

  /**
   * Runs it to its end; an AssertionError tells what was not as it has to be.
   *
   * @return how often what has disturbed it
   */
  SortedMap<String, Integer> run() {
    startDriver();
    for (long i = 0; !driver.isFinished(); i++) {
      assertTrue(i < MAX_EVENTS && network.step(), "no end after %d events".formatted(i));
      history.check(driver, id());
      if (network.killsSomebody()) {
        killSomebody();
      }
    }
    assertArrayEquals(run.replay(history.steps()), driver.parameters(), "other bytes");
    if (quorum.needed() == quorum.numReplicas()) {
      assertEquals(run.undisturbed(), history.steps(), "other rounds");
    }
    return history.disturbances();
  }

  private String id() {
    return "run-" + numDrivers;
  }

  private void startDriver() {
    numDrivers++;
    history.restarted();
    driver = new SimulatedDriver(world, id(), quorum, history.saved());
    world.executors().connect(driver);
    driver.next();
    watch(driver);
  }

  /** Whoever runs it starts a driver again that has died. */
  private void watch(SimulatedDriver watched) {
    network.after(
        network.anyTime(MAX_DOWN_TIME),
        () -> {
          if (watched.isDead()) {
            startDriver();
          } else if (!watched.isFinished()) {
            watch(watched);
          }
        });
  }

  private void killSomebody() {
    if (network.happens(DRIVERS_AMONG_KILLED)) {
      history.note(Disturbance.DRIVER_KILLED);
      driver.kill();
    } else {
      history.note(Disturbance.EXECUTOR_KILLED);
      world.executors().killOne();
    }
  }
}
