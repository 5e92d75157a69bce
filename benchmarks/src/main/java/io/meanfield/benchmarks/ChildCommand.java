package io.meanfield.benchmarks;

import io.meanfield.benchmarks.model.ComputeModel;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The command that starts an {@link EngineProcess}: this Java machine with this class path and the
 * flags of conf/jvm-options, on one processor where {@code taskset} can hold it there.
 */
final class ChildCommand {
  /** A heap that does not grow, so that a growing process means native memory; no limit there. */
  private static final List<String> MEMORY =
      List.of(
          "-Xms1500m",
          "-Xmx1500m",
          "-XX:+AlwaysPreTouch",
          "-Dorg.bytedeco.javacpp.maxbytes=0",
          "-Dorg.bytedeco.javacpp.maxphysicalbytes=0");

  private static final Path HOME = Path.of(System.getProperty("meanfield.home", "."));
  private static final Path JVM_OPTIONS = HOME.resolve("conf/jvm-options");
  private static final Path DJL_CACHE = HOME.resolve("benchmarks/target/djl");

  List<String> of(Engine engine, ComputeModel model, Precision precision) {
    List<String> command = new ArrayList<>(pinned());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + JVM_OPTIONS);
    command.addAll(MEMORY);
    command.add("-DDJL_CACHE_DIR=" + DJL_CACHE);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(EngineProcess.class.getName(), engine.name(), model.name(), precision.name()));
    return command;
  }

  private static List<String> pinned() {
    return taskset().map(taskset -> List.of(taskset, "-c", lastProcessor())).orElse(List.of());
  }

  private static Optional<String> taskset() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "taskset"))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  /** The last of those that this process may run on: the first one has most to do. */
  private static String lastProcessor() {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("Cpus_allowed_list:"))
          .map(line -> line.replaceAll(".*\\D", ""))
          .findFirst()
          .orElse("0");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
