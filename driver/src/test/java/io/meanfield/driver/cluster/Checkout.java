package io.meanfield.driver.cluster;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the scripts, the application and the Spark runtime of this checkout are. */
final class Checkout {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private Checkout() {}

  static Path root() {
    return ROOT;
  }

  static Path script(String name) {
    return ROOT.resolve("submit-scripts").resolve(name);
  }

  static Path sparkHome() {
    String given = System.getenv("SPARK_HOME");
    Path home =
        given != null ? Path.of(given) : ROOT.resolve("submit-scripts/spark-runtime/target/spark");
    if (!Files.isExecutable(home.resolve("bin/spark-class"))) {
      throw new IllegalStateException(
          "expected a Spark in " + home + ": run the tests by submit-scripts/test.sh");
    }
    return home;
  }
}
