package io.meanfield.benchmarks.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A standalone Spark cluster of real processes: a master, and workers with one core each. */
public final class StandaloneCluster implements AutoCloseable {
  private final List<ServerProcess> servers = new ArrayList<>();
  private final Path folder;
  private final Seat master;
  private final int port;
  private final int numWorkers;

  /**
   * @param master where it and all drivers run
   * @param workers where they and their executors run
   */
  StandaloneCluster(Path folder, Seat master, List<Seat> workers) {
    this.folder = folder;
    this.master = master;
    this.port = freePort();
    this.numWorkers = workers.size();
    try {
      startMaster();
      for (Seat worker : workers) {
        startWorker(worker, "worker-" + servers.size());
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** A cluster on this machine, its processes wherever they find a processor. */
  public static StandaloneCluster here(Path folder, int numWorkers) {
    List<Seat> workers = new ArrayList<>();
    for (int i = 0; i < numWorkers; i++) {
      workers.add(Seat.HERE);
    }
    return new StandaloneCluster(folder, Seat.HERE, workers);
  }

  /** The master's, for {@code --master}. */
  public String url() {
    return "spark://%s:%d".formatted(master.host(), port);
  }

  Seat seatOfDriver() {
    return master;
  }

  int numWorkers() {
    return numWorkers;
  }

  private void startMaster() {
    List<String> command =
        List.of(
            Checkout.sparkClass().toString(),
            "org.apache.spark.deploy.master.Master",
            "--host",
            master.host(),
            "--port",
            Integer.toString(port),
            "--webui-port",
            "0");
    servers.add(
        ServerProcess.start(
            master.process(command), folder.resolve("master.log"), "New state: ALIVE"));
  }

  /** Spark is told of more memory than there may be: it is a number to it, and nobody else asks. */
  private void startWorker(Seat seat, String name) {
    List<String> command =
        List.of(
            Checkout.sparkClass().toString(),
            "org.apache.spark.deploy.worker.Worker",
            "--host",
            seat.host(),
            "--webui-port",
            "0",
            "--cores",
            "1",
            "--memory",
            "64g",
            "--work-dir",
            folder.resolve(name).toString(),
            url());
    servers.add(
        ServerProcess.start(
            seat.process(command), folder.resolve(name + ".log"), "Successfully registered"));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    for (int i = servers.size() - 1; i >= 0; i--) {
      servers.get(i).close();
    }
    servers.clear();
  }
}
