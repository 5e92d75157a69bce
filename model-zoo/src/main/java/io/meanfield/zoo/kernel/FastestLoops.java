package io.meanfield.zoo.kernel;

/** The fastest loops that this JVM has for a size. */
final class FastestLoops {
  /** Below it, what vectors gain is less than the second until the JVM has compiled them. */
  private static final long MIN_STATES = 1024;

  private FastestLoops() {}

  /**
   * @param numStates units times examples
   */
  static StepLoops of(Recurrence.Cell cell, long numStates) {
    boolean isVector = VectorModule.isPresent() && numStates >= MIN_STATES;
    return switch (cell) {
      case LSTM -> isVector ? VectorLstm.loops() : new PlainLstm();
      case GRU -> isVector ? VectorGru.loops() : new PlainGru();
    };
  }
}
