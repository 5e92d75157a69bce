package io.meanfield.driver.round;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;

/**
 * How long rounds took, and how long one may take therefore. A round with replicas missing counts
 * up to its last arrival: waiting for the others must not make the next deadline longer. Used by
 * one thread.
 */
public final class RoundTimes {
  private static final int MAX_ROUNDS = 99;

  private final double multiple;
  private final Deque<Took> rounds = new ArrayDeque<>();

  private record Took(long nanos, long steps) {
    double nanosPerStep() {
      return (double) nanos / steps;
    }
  }

  /**
   * @param multiple of the median time, after which a round is late
   */
  public RoundTimes(double multiple) {
    this.multiple = multiple;
  }

  /**
   * @param nanos from the start of the round to its last arrival
   * @param steps that its busiest replica made
   */
  public void add(long nanos, long steps) {
    rounds.add(new Took(nanos, Math.max(1, steps)));
    if (rounds.size() > MAX_ROUNDS) {
      rounds.remove();
    }
  }

  /**
   * Nanoseconds after which a round is late: by the median round, or if it has more steps than
   * that, by the median step. Empty before the first round has told.
   */
  public OptionalLong deadline(long steps) {
    if (rounds.isEmpty()) {
      return OptionalLong.empty();
    }
    double round = median(Comparator.comparingLong(Took::nanos)).nanos();
    double step = median(Comparator.comparingDouble(Took::nanosPerStep)).nanosPerStep();
    return OptionalLong.of((long) (multiple * Math.max(round, steps * step)));
  }

  private Took median(Comparator<Took> order) {
    List<Took> sorted = rounds.stream().sorted(order).toList();
    return sorted.get(sorted.size() / 2);
  }
}
