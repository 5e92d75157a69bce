package io.meanfield.worker.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How long each phase took. Times of replicas that ran side by side add up to more than the clock
 * shows.
 *
 * @param nanos nanoseconds by phase in the order of {@link Phase}; a phase that took none is absent
 */
public record PhaseTimes(@JsonValue Map<Phase, Long> nanos) implements Serializable {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public PhaseTimes {
    EnumMap<Phase, Long> ordered = new EnumMap<>(Phase.class);
    nanos.forEach(
        (phase, time) -> {
          if (time < 0) {
            throw new IllegalArgumentException(
                "expected a time of at least 0 ns for phase %s, found %d"
                    .formatted(phase.label(), time));
          }
          if (time > 0) {
            ordered.put(phase, time);
          }
        });
    nanos = Collections.unmodifiableMap(ordered);
  }

  /** No time at all. */
  public static PhaseTimes none() {
    return new PhaseTimes(Map.of());
  }

  /** Time spent in one phase. */
  public static PhaseTimes of(Phase phase, long nanos) {
    return new PhaseTimes(Map.of(phase, nanos));
  }

  /** Nanoseconds spent in one phase. */
  public long nanos(Phase phase) {
    return nanos.getOrDefault(phase, 0L);
  }

  /** Nanoseconds spent in all phases. */
  public long totalNanos() {
    return nanos.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * The share of steps that went by waiting for their batches: for shards that are copied, verified
   * and opened, and for examples that are read and augmented.
   */
  public double readShare() {
    long steps = nanos(Phase.READ) + nanos(Phase.COMPUTE) + nanos(Phase.UPDATE);
    return steps == 0 ? 0 : (double) nanos(Phase.READ) / steps;
  }

  /** The sum of both, phase by phase. */
  public PhaseTimes plus(PhaseTimes other) {
    EnumMap<Phase, Long> sum = new EnumMap<>(Phase.class);
    sum.putAll(nanos);
    other.nanos.forEach((phase, time) -> sum.merge(phase, time, Long::sum));
    return new PhaseTimes(sum);
  }

  /** This and some more time in one phase. */
  public PhaseTimes plus(Phase phase, long more) {
    return plus(of(phase, more));
  }
}
