package io.meanfield.driver.spark;

import java.util.OptionalInt;

/** H of a run that chooses it: unknown until it has. Used by one thread. */
final class ChosenLength {
  private OptionalInt steps = OptionalInt.empty();

  OptionalInt steps() {
    return steps;
  }

  void choose(int chosen) {
    steps = OptionalInt.of(chosen);
  }

  /** As a checkpoint has it: zero while it is not chosen. */
  int saved() {
    return steps.orElse(0);
  }

  void restore(int saved) {
    steps = saved == 0 ? OptionalInt.empty() : OptionalInt.of(saved);
  }
}
