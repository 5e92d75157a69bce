package io.meanfield.benchmarks.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Trains on a cluster as a user does, one {@code train.sh} a run.
 *
 * @param folder for the runs, each in a folder of its own name
 */
public record Trainer(StandaloneCluster cluster, Path folder, Heap heap) {
  /** Java's heaps. */
  record Heap(int driverMegabytes, int executorMegabytes) {
    /** For models of ordinary size. */
    static final Heap USUAL = new Heap(2048, 2048);
  }

  private static final Duration DEADLINE = Duration.ofMinutes(40);

  /**
   * @param overrides of the configuration, which lacks its section {@code sync}
   * @return what the run has told
   */
  RunEvents train(String name, Path configuration, List<String> overrides) {
    Path run = folder.resolve(name);
    List<String> command =
        new ArrayList<>(
            List.of(
                Checkout.script("train.sh").toString(),
                configuration.toString(),
                "--master",
                cluster.url(),
                "--driver-memory",
                heap.driverMegabytes() + "m",
                "--executor-memory",
                heap.executorMegabytes() + "m"));
    for (String setting : settings()) {
      command.addAll(List.of("--conf", setting));
    }
    command.add("run.folder=" + run);
    command.addAll(overrides);
    runProcess(cluster.seatOfDriver().process(command), folder.resolve(name + ".log"));
    return RunEvents.read(run.resolve("events/attempt-1.jsonl"));
  }

  /**
   * Trains on this machine, by one {@code train.sh}.
   *
   * @param folder of the run and its data set, and beside it its log
   * @param arguments options of {@code spark-submit}, and overrides of the configuration
   * @return what the run has told
   */
  public static RunEvents trainHere(Path folder, Path configuration, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Checkout.script("train.sh").toString(),
                configuration.toString(),
                "run.folder=" + folder.resolve("run"),
                "dataset.shards=" + folder.resolve("shards")));
    command.addAll(arguments);
    runProcess(Seat.HERE.process(command), folder.resolveSibling(folder.getFileName() + ".log"));
    return RunEvents.read(folder.resolve("run/events/attempt-1.jsonl"));
  }

  /** Training begins when all executors are there. */
  private List<String> settings() {
    return List.of(
        "spark.driver.host=" + cluster.seatOfDriver().host(),
        "spark.cores.max=" + cluster.numWorkers(),
        "spark.ui.enabled=false",
        "spark.scheduler.minRegisteredResourcesRatio=1.0",
        "spark.scheduler.maxRegisteredResourcesWaitingTime=60s");
  }

  /**
   * Waits for it to end well.
   *
   * @param log for its output
   */
  public static void runProcess(ProcessBuilder builder, Path log) {
    try {
      Process process =
          builder.directory(log.getParent().toFile()).redirectOutput(log.toFile()).start();
      try (ProcessTree tree = ProcessTree.of(process)) {
        boolean isOver = tree.process().waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS);
        if (!isOver || process.exitValue() != 0) {
          throw new IllegalStateException(
              "expected a process that ends well within %d minutes, found %s in %s:%n%s"
                  .formatted(
                      DEADLINE.toMinutes(),
                      isOver ? "exit code " + process.exitValue() : "it running",
                      log,
                      LogFile.end(log)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + log, e);
    }
  }
}
