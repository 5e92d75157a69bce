package io.meanfield.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Another Java process with the libraries of this one, but nothing of Meanfield's. */
record StockProcess(Path folder) {
  private static final String PACKAGE = "io/meanfield";
  private static final long DEADLINE_SECONDS = 120;

  /** Compiles and runs one source file, and waits for its end. */
  void run(Path source, List<String> arguments) throws Exception {
    Path output = folder.resolve("output.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-cp", classPath(), source.toString()));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      boolean ended = process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS);
      assertTrue(ended, "still running after %d s: ".formatted(DEADLINE_SECONDS) + text(output));
      assertEquals(0, process.exitValue(), text(output));
    } finally {
      process.destroyForcibly();
    }
  }

  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(entry -> !isOfThisBuild(entry))
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static boolean isOfThisBuild(Path entry) {
    if (!Files.isRegularFile(entry)) {
      return true; // a folder of classes
    }
    try (JarFile jar = new JarFile(entry.toFile())) {
      return jar.stream().anyMatch(file -> file.getName().startsWith(PACKAGE));
    } catch (IOException e) {
      throw new IllegalStateException("expected a jar on the class path, found " + entry, e);
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file);
  }
}
