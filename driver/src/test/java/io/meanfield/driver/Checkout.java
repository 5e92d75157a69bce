package io.meanfield.driver;

import java.nio.file.Files;
import java.nio.file.Path;

/** The working copy that the tests run in. */
final class Checkout {
  private static final String JVM_OPTIONS = "conf/jvm-options";

  private Checkout() {}

  /** Its top folder, found from the folder that the tests run in. */
  static Path root() {
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(JVM_OPTIONS))) {
        return folder;
      }
    }
    throw new IllegalStateException(
        "expected a folder with %s above %s, found none".formatted(JVM_OPTIONS, start));
  }

  static Path jvmOptions() {
    return root().resolve(JVM_OPTIONS);
  }
}
