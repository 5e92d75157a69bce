package io.meanfield.zoo.kernel;

import org.nd4j.linalg.factory.Nd4j;
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
    return Nd4j.getEnvironment().isCPU() ? ofCpu() : ofGpu();
  }

  private static Choice ofGpu() {
    LOG.info("Plain ND4J, the only kernels on GPUs, as ND4J was started with CUDA");
    return new Choice(false, false, "plain ND4J on CUDA");
  }

  private static Choice ofCpu() {
    try {
      String words = "oneDNN " + OneDnn.version() + " " + OneDnn.instructions();
      return OneDnn.isTooOldX86()
          ? plain("they need AVX2, found " + words)
          : new Choice(true, OneDnn.hasBf16(), words + ", " + WinogradConvolutions.describe());
    } catch (LinkageError | RuntimeException e) {
      return plain(
          "oneDNN does not load: see whether the class path has dnnl's jars, one of them for this platform, and whether its copy in JavaCPP's cache (~/.javacpp/cache) is whole: "
              + firstCause(e));
    }
  }

  private static Choice plain(String reason) {
    LOG.warn("Plain ND4J, several times slower, instead of the kernels for this CPU: {}", reason);
    return new Choice(false, false, "plain ND4J");
  }

  /** JavaCPP wraps what went wrong into where it looked last. */
  private static Throwable firstCause(Throwable thrown) {
    return thrown.getCause() == null ? thrown : firstCause(thrown.getCause());
  }
}
