package io.meanfield.worker;

import io.meanfield.worker.protocol.Phase;
import io.meanfield.worker.protocol.PhaseTimes;
import java.util.EnumMap;
import java.util.function.LongSupplier;

/** Where the time of one thread goes: every lap is booked to a phase. Used by one thread. */
public final class Stopwatch {
  private final LongSupplier nanoTime;
  private final EnumMap<Phase, Long> nanos = new EnumMap<>(Phase.class);
  private long lapStart;

  /** Starts the first lap. */
  public Stopwatch(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.lapStart = nanoTime.getAsLong();
  }

  /** Ends the present lap, books it and starts the next; returns its nanoseconds. */
  public long lap(Phase phase) {
    long now = nanoTime.getAsLong();
    long lap = now - lapStart;
    nanos.merge(phase, lap, Long::sum);
    lapStart = now;
    return lap;
  }

  public PhaseTimes times() {
    return new PhaseTimes(nanos);
  }
}
