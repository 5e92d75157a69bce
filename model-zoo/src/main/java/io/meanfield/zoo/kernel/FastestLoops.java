package io.meanfield.zoo.kernel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The fastest loops that this JVM has. Chosen once, as a recurrent layer first runs. */
final class FastestLoops {
  private static final Logger LOG = LoggerFactory.getLogger(FastestLoops.class);
  private static final String MODULE = "jdk.incubator.vector";
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

  static StepLoops of(Recurrence.Cell cell) {
    return switch (cell) {
      case LSTM -> HAS_VECTORS ? VectorLstm.loops() : new PlainLstm();
      case GRU -> HAS_VECTORS ? VectorGru.loops() : new PlainGru();
    };
  }
}
