package io.meanfield.driver.report;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Measures the speed of a run from the moment it is made. Immutable. */
public final class Pace {
  private static final double NANOS_PER_SECOND = 1e9;

  private final LongSupplier nanoTime;
  private final long roundsBefore;
  private final long startNanos;

  /**
   * Starts to measure.
   *
   * @param nanoTime a clock in nanoseconds, such as {@link System#nanoTime}
   * @param roundsBefore number of rounds that an earlier process committed
   */
  public Pace(LongSupplier nanoTime, long roundsBefore) {
    this.nanoTime = nanoTime;
    this.roundsBefore = roundsBefore;
    this.startNanos = nanoTime.getAsLong();
  }

  /**
   * The speed now.
   *
   * @param position after at least one round of this process
   * @param examples number of training examples seen by this process
   */
  public Speed after(RoundPosition position, long examples) {
    long nanos = Math.max(1, nanoTime.getAsLong() - startNanos);
    double nanosPerRound = (double) nanos / (position.round() - roundsBefore);
    return new Speed(
        examples,
        examples * NANOS_PER_SECOND / nanos,
        Duration.ofNanos(Math.round(nanosPerRound * (position.numRounds() - position.round()))));
  }
}
