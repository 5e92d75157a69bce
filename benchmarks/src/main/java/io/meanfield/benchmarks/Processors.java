package io.meanfield.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The processors that this process may run on, and how to hold another process on one. */
public final class Processors {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String KEY = "Cpus_allowed_list:";

  private Processors() {}

  /** Their numbers in order; empty where Linux does not tell. */
  public static List<Integer> allowed() {
    if (!Files.exists(STATUS)) {
      return List.of();
    }
    try (var lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith(KEY))
          .findFirst()
          .map(line -> numbers(line.substring(KEY.length()).strip()))
          .orElse(List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a command begins with that is held on one processor; empty where that cannot be. */
  public static Optional<List<String>> holding(int processor) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "taskset"))
        .filter(Files::isExecutable)
        .map(taskset -> List.of(taskset.toString(), "-c", Integer.toString(processor)))
        .findFirst();
  }

  /** Of a list such as 0-3,6. */
  static List<Integer> numbers(String list) {
    return Arrays.stream(list.split(","))
        .map(range -> range.split("-"))
        .flatMapToInt(
            ends ->
                IntStream.rangeClosed(
                    Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])))
        .boxed()
        .toList();
  }
}
