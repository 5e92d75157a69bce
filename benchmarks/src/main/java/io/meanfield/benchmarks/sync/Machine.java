package io.meanfield.benchmarks.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Says what machine measures, and what else it does. */
public final class Machine {
  private static final Path CPU = Path.of("/proc/cpuinfo");
  private static final Path MEMORY = Path.of("/proc/meminfo");
  private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

  private Machine() {}

  public static String describe() {
    int processors = Runtime.getRuntime().availableProcessors();
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return "%s  %d processors (%s), JDK %s, load %.1f%s"
        .formatted(
            LocalDateTime.now().format(MINUTES),
            processors,
            model(),
            Runtime.version().feature(),
            load,
            load > 0.3 ? ": not a quiet machine, figures are worse than they could be" : "");
  }

  /** Memory that programs can have; very much where Linux does not tell. */
  static int availableGigabytes() {
    return entry(MEMORY, "MemAvailable")
        .map(value -> (int) (Long.parseLong(value.replaceAll("\\D", "")) / 1_000_000))
        .orElse(Integer.MAX_VALUE);
  }

  private static String model() {
    return entry(CPU, "model name").orElse("unknown");
  }

  private static Optional<String> entry(Path file, String key) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (var lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
