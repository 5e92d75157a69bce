package io.meanfield.driver.cluster;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A standalone Spark cluster of real processes: a master and some workers of one core each. */
final class SparkCluster implements AutoCloseable {
  /** Of processes that hardly compute. */
  private static final String FAST_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC ";

  private final List<Process> processes = new ArrayList<>();
  private final Seat master;
  private final int port;
  private final List<String> settings;

  SparkCluster(Path folder, int numWorkers) throws IOException {
    this(folder, Seat.HERE, Collections.nCopies(numWorkers, Seat.HERE), List.of());
  }

  /**
   * @param master where it is, and all drivers
   * @param workers where they and their executors are
   */
  SparkCluster(Path folder, Seat master, List<Seat> workers) throws IOException {
    this(folder, master, workers, List.of());
  }

  /** A cluster whose own processes have some Spark settings too. */
  static SparkCluster with(Path folder, int numWorkers, String... settings) throws IOException {
    return new SparkCluster(
        folder, Seat.HERE, Collections.nCopies(numWorkers, Seat.HERE), List.of(settings));
  }

  private SparkCluster(Path folder, Seat master, List<Seat> workers, List<String> settings)
      throws IOException {
    this.settings = settings;
    this.master = master;
    this.port = freePort();
    start(
        master,
        folder.resolve("master"),
        "org.apache.spark.deploy.master.Master",
        List.of("--host", master.host(), "--port", "" + port, "--webui-port", "0"));
    for (int i = 0; i < workers.size(); i++) {
      Path home = folder.resolve("worker-" + i);
      start(
          workers.get(i),
          home,
          "org.apache.spark.deploy.worker.Worker",
          List.of(
              "--host",
              workers.get(i).host(),
              "--webui-port",
              "0",
              "--cores",
              "1",
              "--memory",
              "2g",
              "--work-dir",
              home.toString(),
              master()));
    }
  }

  String master() {
    return "spark://%s:%d".formatted(master.host(), port);
  }

  Seat seatOfDriver() {
    return master;
  }

  /** The running executors of this cluster. */
  List<ProcessHandle> executors() {
    return processes.stream()
        .flatMap(process -> process.toHandle().descendants())
        .filter(SparkCluster::isExecutor)
        .toList();
  }

  @Override
  public void close() {
    Stream<ProcessHandle> all =
        processes.stream()
            .flatMap(p -> Stream.concat(p.toHandle().descendants(), Stream.of(p.toHandle())));
    all.toList().forEach(ProcessHandle::destroyForcibly);
  }

  private void start(Seat seat, Path folder, String type, List<String> arguments)
      throws IOException {
    Files.createDirectories(folder);
    List<String> command = new ArrayList<>();
    command.add(Checkout.sparkHome().resolve("bin/spark-class").toString());
    command.add(type);
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(seat.command(command))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder
        .environment()
        .put(
            "SPARK_DAEMON_JAVA_OPTS",
            settings.stream().map("-D"::concat).collect(Collectors.joining(" ", FAST_START, "")));
    processes.add(builder.start());
  }

  private static boolean isExecutor(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
