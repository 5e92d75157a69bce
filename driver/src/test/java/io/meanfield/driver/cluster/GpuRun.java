package io.meanfield.driver.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A run with {@code compute.backend: cuda} on a cluster of one executor, on this machine. */
record GpuRun(Path folder) {

  /**
   * Starts one.
   *
   * @param discovery the script that tells Spark which GPUs there are
   * @param more arguments
   */
  TrainingProcess start(Path discovery, String... more) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("conf/digits-mlp.yaml", "--gpu"));
    arguments.addAll(List.of("--master", "local-cluster[1,1,1024]"));
    arguments.addAll(List.of("--driver-memory", "1g", "--executor-memory", "1g"));
    for (String setting : List.of("amount=1", "discoveryScript=" + discovery)) {
      arguments.addAll(List.of("--conf", "spark.worker.resource.gpu." + setting));
    }
    arguments.addAll(List.of(more));
    arguments.add("compute.backend=cuda");
    arguments.add("run.folder=" + folder.resolve("run"));
    arguments.add("dataset.shards=" + folder.resolve("shards"));
    arguments.add("cluster.slot-timeout=2 min");
    return TrainingProcess.start(folder.resolve("log"), Seat.HERE, arguments);
  }

  Path script(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("expected to make %s executable".formatted(file));
    }
    return file;
  }
}
