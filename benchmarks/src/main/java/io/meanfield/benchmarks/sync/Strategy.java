package io.meanfield.benchmarks.sync;

import java.util.List;

/** How replicas agree, as the two engines have it. */
enum Strategy {
  ROUNDS,
  EXACT;

  String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /**
   * The section {@code sync} of a run.
   *
   * @param steps of a round, a number; or for rounds what {@code local-steps} may be besides
   */
  List<String> section(String steps) {
    return switch (this) {
      case ROUNDS -> List.of("sync.strategy=average", "sync.local-steps=" + steps);
      case EXACT -> List.of("sync.strategy=allreduce", "sync.steps-per-round=" + steps);
    };
  }
}
