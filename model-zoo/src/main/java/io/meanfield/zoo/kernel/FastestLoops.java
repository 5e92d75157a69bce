package io.meanfield.zoo.kernel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The fastest loops that this JVM has for a size. */
final class FastestLoops {
  private static final Logger LOG = LoggerFactory.getLogger(FastestLoops.class);
  private static final String MODULE = "jdk.incubator.vector";

  /** Below it, what vectors gain is less than the second until the JVM has compiled them. */
  private static final long MIN_STATES = 1024;

  private static final boolean HAS_VECTORS = look();

  private FastestLoops() {}

  private static boolean look() {
    boolean isThere = ModuleLayer.boot().findModule(MODULE).isPresent();
    if (!isThere) {
      LOG.info(
          "Recurrent layers: plain loops, same bits but slower; java --add-modules {} helps",
          MODULE);
    }
    return isThere;
  }

  /**
   * @param numStates units times examples
   */
  static StepLoops of(Recurrence.Cell cell, long numStates) {
    boolean isVector = HAS_VECTORS && numStates >= MIN_STATES;
    return switch (cell) {
      case LSTM -> isVector ? VectorLstm.loops() : new PlainLstm();
      case GRU -> isVector ? VectorGru.loops() : new PlainGru();
    };
  }
}
