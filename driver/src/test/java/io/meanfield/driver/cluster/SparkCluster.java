package io.meanfield.driver.cluster;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A standalone Spark cluster of real processes: a master and some workers of one core each. */
final class SparkCluster implements AutoCloseable {
  private final List<Process> processes = new ArrayList<>();
  private final int port;
  private final List<String> settings;

  SparkCluster(Path folder, int numWorkers) throws IOException {
    this(folder, numWorkers, List.of());
  }

  /** A cluster whose own processes have some Spark settings too. */
  static SparkCluster with(Path folder, int numWorkers, String... settings) throws IOException {
    return new SparkCluster(folder, numWorkers, List.of(settings));
  }

  private SparkCluster(Path folder, int numWorkers, List<String> settings) throws IOException {
    this.settings = settings;
    port = freePort();
    start(
        folder.resolve("master"),
        "org.apache.spark.deploy.master.Master",
        List.of("--host", "127.0.0.1", "--port", "" + port, "--webui-port", "0"));
    for (int i = 0; i < numWorkers; i++) {
      Path home = folder.resolve("worker-" + i);
      start(
          home,
          "org.apache.spark.deploy.worker.Worker",
          List.of(
              "--host",
              "127.0.0.1",
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
    return "spark://127.0.0.1:" + port;
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

  private void start(Path folder, String type, List<String> arguments) throws IOException {
    Files.createDirectories(folder);
    List<String> command = new ArrayList<>();
    command.add(Checkout.sparkHome().resolve("bin/spark-class").toString());
    command.add(type);
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder
        .environment()
        .put(
            "SPARK_DAEMON_JAVA_OPTS",
            settings.stream().map("-D"::concat).collect(Collectors.joining(" ")));
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
