package io.meanfield.zoo.kernel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which implementation this process uses: found out once, and said in one line.
 *
 * @param isOneDnn whether the library loads here
 * @param hasBf16 whether it multiplies 16-bit floats faster than 32-bit ones here
 * @param words the choice, for logs and for telling machines apart
 */
record Choice(boolean isOneDnn, boolean hasBf16, String words) {
  private static final Logger LOG = LoggerFactory.getLogger(Choice.class);

  private static final class Made {
    static final Choice CHOICE = make();
  }

  private static final class NoBf16 {
    /** Says it once, as the class loads. */
    static final boolean SAID = say();

    private static boolean say() {
      LOG.warn(
          "Expected a CPU with bf16 instructions (AVX512_BF16) for precision bf16, found {}: computing in f32",
          Made.CHOICE.words());
      return true;
    }
  }

  static Choice made() {
    return Made.CHOICE;
  }

  /** The precision that can be had of the one that was asked for. */
  Precision possible(Precision asked) {
    boolean isPossible = asked == Precision.F32 || hasBf16;
    return isPossible || !NoBf16.SAID ? asked : Precision.F32;
  }

  private static Choice make() {
    try {
      String words = "oneDNN " + OneDnn.version() + " " + OneDnn.instructions();
      return new Choice(true, OneDnn.hasBf16(), words + ", " + WinogradConvolutions.describe());
    } catch (LinkageError | RuntimeException e) {
      LOG.warn(
          "Kernels: plain ND4J, several times slower, because oneDNN does not load here: {}",
          e.toString());
      return new Choice(false, false, "plain ND4J");
    }
  }
}
