package io.meanfield.worker.sync;

final class LocalSteps {
  private LocalSteps() {}

  static void check(int localSteps) {
    if (localSteps < 1) {
      throw new IllegalArgumentException(
          "expected local-steps to be at least 1, found " + localSteps);
    }
  }
}
