package io.meanfield.benchmarks.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** Says what machine measures, and what else it does. */
final class Machine {
  private static final Path CPU = Path.of("/proc/cpuinfo");
  private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

  private Machine() {}

  static String describe() {
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

  private static String model() {
    if (!Files.exists(CPU)) {
      return "unknown";
    }
    try (var lines = Files.lines(CPU)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
