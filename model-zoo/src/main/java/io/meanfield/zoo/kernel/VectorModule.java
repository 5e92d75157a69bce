package io.meanfield.zoo.kernel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Java's module of vector instructions, which the loops of ours are made of that no library has.
 * There are plain ones for a Java without it. Looked for once, and missed in one line.
 */
public final class VectorModule {
  private static final Logger LOG = LoggerFactory.getLogger(VectorModule.class);
  private static final String NAME = "jdk.incubator.vector";
  private static final boolean IS_PRESENT = look();

  private VectorModule() {}

  public static boolean isPresent() {
    return IS_PRESENT;
  }

  private static boolean look() {
    boolean isPresent = ModuleLayer.boot().findModule(NAME).isPresent();
    if (!isPresent) {
      LOG.warn(
          "Plain loops, several times slower, in some convolutions, recurrent layers and updates, because this Java was started without its module {}: start it with --add-modules {}, as Spark 4 does",
          NAME,
          NAME);
    }
    return isPresent;
  }
}
