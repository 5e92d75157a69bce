package io.meanfield.driver.round;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Virtual time, and messages that are lost, late, doubled and overtake each other until a moment
 * after which all is well. One generator decides everything, so a seed is a schedule.
 */
final class SimulatedNetwork {
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::time).thenComparing(Event::number));
  private final Random random;
  private final Faults faults;
  private long now;
  private long numEvents;

  /**
   * What goes wrong.
   *
   * @param until when
   * @param lost fraction of messages
   * @param doubled fraction of messages
   * @param late fraction of messages that take a hundred times as long, and of computations that
   *     take ten times as long
   * @param killed fraction of steps of the world after which somebody is killed
   */
  record Faults(long until, double lost, double doubled, double late, double killed) {
    static Faults none() {
      return new Faults(0, 0, 0, 0, 0);
    }

    /** Faults of a seed: some schedules are calm, some wild. */
    static Faults drawn(Random random) {
      return new Faults(
          500 + random.nextInt(4000),
          random.nextDouble() * 0.03,
          random.nextDouble() * 0.3,
          random.nextDouble() * 0.15,
          random.nextDouble() * 0.02);
    }
  }

  private record Event(long time, long number, Runnable action) {}

  SimulatedNetwork(Random random, Faults faults) {
    this.random = random;
    this.faults = faults;
  }

  long now() {
    return now;
  }

  /** Has something happen later. */
  void after(long delay, Runnable action) {
    events.add(new Event(now + delay, numEvents++, action));
  }

  /** Between 1 and a bound. */
  long anyTime(int most) {
    return 1 + random.nextInt(most);
  }

  void send(Runnable delivery) {
    if (happens(faults.lost())) {
      return;
    }
    after(delay(), delivery);
    if (happens(faults.doubled())) {
      after(delay(), delivery);
    }
  }

  boolean happens(double probability) {
    return now < faults.until() && random.nextDouble() < probability;
  }

  boolean killsSomebody() {
    return happens(faults.killed());
  }

  long computeTime(int most) {
    return anyTime(most) * (happens(faults.late()) ? 10 : 1);
  }

  int anyOf(int count) {
    return random.nextInt(count);
  }

  /** The next event happens; false if there is none. */
  boolean step() {
    Event next = events.poll();
    if (next == null) {
      return false;
    }
    now = next.time();
    next.action().run();
    return true;
  }

  private long delay() {
    return anyTime(10) * (happens(faults.late()) ? 100 : 1);
  }
}
