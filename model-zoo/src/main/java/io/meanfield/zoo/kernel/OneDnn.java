package io.meanfield.zoo.kernel;

import java.util.Set;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.global.dnnl;

/** The library: one CPU engine and one stream a process, free to use from any thread. */
final class OneDnn {
  static final dnnl_engine ENGINE = new dnnl_engine();
  static final dnnl_stream STREAM = new dnnl_stream();

  private static final Set<String> X86 = Set.of("amd64", "x86_64");

  static {
    check(dnnl.dnnl_engine_create(ENGINE, dnnl.dnnl_cpu, 0), "engine");
    check(dnnl.dnnl_stream_create(STREAM, ENGINE, dnnl.dnnl_stream_in_order), "stream");
  }

  private OneDnn() {}

  /**
   * @throws IllegalStateException if the status is not success
   */
  static void check(int status, String what) {
    if (status != dnnl.dnnl_success) {
      throw new IllegalStateException(
          "expected oneDNN to make or run %s, found status %d".formatted(what, status));
    }
  }

  /** Whether this CPU multiplies 16-bit floats itself. */
  static boolean hasBf16() {
    return has(dnnl.dnnl_cpu_isa_avx512_core_bf16);
  }

  /** Whether it multiplies whole tiles of them at once. */
  static boolean hasMatrixUnits() {
    return has(dnnl.dnnl_cpu_isa_avx512_core_amx);
  }

  /** Whether this is one of Intel's or AMD's from before 2013, without fused multiplication. */
  static boolean isTooOldX86() {
    return X86.contains(System.getProperty("os.arch")) && !has(dnnl.dnnl_cpu_isa_avx2);
  }

  private static boolean has(int instructions) {
    return (dnnl.dnnl_get_effective_cpu_isa() & instructions) == instructions;
  }

  /** Which instructions it uses on this CPU. */
  static String instructions() {
    return hasBf16() ? "with bf16, instructions " + isa() : "instructions " + isa();
  }

  private static String isa() {
    return "0x" + Integer.toHexString(dnnl.dnnl_get_effective_cpu_isa());
  }

  static String version() {
    var version = dnnl.dnnl_version();
    return version.major() + "." + version.minor() + "." + version.patch();
  }
}
