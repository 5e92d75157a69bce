package io.meanfield.benchmarks.torch;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Native operations that DJL has no Java method for, reached as DJL's users reach them: through a
 * TorchScript module. Such a module is a zip of its source and of the pickled object.
 */
final class TorchScript {
  /** Protocol 2: {@code __torch__.Module}, made of () and with an empty state. */
  private static final String OBJECT = "\u0080\u0002c__torch__\nModule\n)\u0081}b.";

  /** Protocol 2: the empty tuple. */
  private static final String NO_CONSTANTS = "\u0080\u0002).";

  private TorchScript() {}

  /**
   * @param forward the definition of {@code forward} in TorchScript's serialized form
   */
  static PtSymbolBlock load(NDManager manager, String forward) {
    String source =
        "class Module(Module):\n  __parameters__ = []\n  __buffers__ = []\n" + forward.indent(2);
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip, StandardCharsets.UTF_8)) {
      entry(out, "data.pkl", OBJECT);
      entry(out, "constants.pkl", NO_CONSTANTS);
      entry(out, "code/__torch__.py", source);
      entry(out, "version", "3\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      return JniUtils.loadModule(
          (PtNDManager) manager, new ByteArrayInputStream(zip.toByteArray()), false, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void entry(ZipOutputStream out, String name, String content) throws IOException {
    out.putNextEntry(new ZipEntry("module/" + name));
    out.write(content.getBytes(StandardCharsets.ISO_8859_1));
    out.closeEntry();
  }
}
