package io.meanfield.driver.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A run of the training script as a process of its own. */
final class TrainingProcess {
  private static final long DEADLINE_SECONDS = 180;
  private static final String RESULT = "result.parameters-sha256=";

  private final Process process;
  private final Path log;

  private TrainingProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts the run; the arguments come after those of the script. */
  static TrainingProcess start(Path log, Seat seat, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Checkout.script("train.sh").toString());
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(seat.command(command))
            .directory(Checkout.root().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new TrainingProcess(process, log);
  }

  /** Waits for the end of a run and returns its exit code. */
  int exitCode() throws Exception {
    assertTrue(
        process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS),
        "still running: " + Files.readString(log));
    return process.exitValue();
  }

  /** Waits for the end of a run that is to end well, and returns its parameters' SHA-256. */
  String result() throws Exception {
    assertEquals(0, exitCode(), Files.readString(log));
    return lines().stream()
        .filter(line -> line.startsWith(RESULT))
        .map(line -> line.substring(RESULT.length()))
        .findFirst()
        .orElseThrow();
  }

  /** Waits until a line of its output fits. */
  void await(Predicate<String> line) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    while (lines().stream().noneMatch(line)) {
      assertTrue(process.isAlive() && System.nanoTime() < end, Files.readString(log));
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
  }

  /** kill -9, of the driver and everything it started. */
  void kill() throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
  }

  /** How many lines it has printed that fit. */
  long count(Predicate<String> line) throws IOException {
    return lines().stream().filter(line).count();
  }

  boolean printed(String part) throws IOException {
    return lines().stream().anyMatch(line -> line.contains(part));
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(log);
  }
}
