package io.meanfield.benchmarks.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files and programs that benchmarks find in the checkout they are started from. */
public final class Checkout {
  public static final Path HOME =
      Path.of(System.getProperty("meanfield.home", ".")).toAbsolutePath().normalize();

  private Checkout() {}

  /** A configuration of a run, without its section {@code sync}. */
  public static Path configuration(String name) {
    return HOME.resolve("benchmarks/conf").resolve(name + ".yaml");
  }

  public static Path script(String name) {
    return HOME.resolve("submit-scripts").resolve(name);
  }

  /** An empty folder for the files of one part of a command. */
  public static Path emptyFolder(String command, String part) {
    Path folder = HOME.resolve("benchmarks/target").resolve(command).resolve(part);
    try {
      if (Files.exists(folder)) {
        try (Stream<Path> files = Files.walk(folder)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Spark's launcher of its own processes. */
  static Path sparkClass() {
    return Path.of(System.getenv("SPARK_HOME"), "bin", "spark-class");
  }

  /** This Java machine with this class path, to run a class. */
  static List<String> java(Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }
}
