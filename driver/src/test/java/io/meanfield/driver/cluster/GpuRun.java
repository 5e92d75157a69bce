package io.meanfield.driver.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs with {@code compute.backend: cuda} on a cluster of one executor, on this machine. */
record GpuRun(Path folder) {
  static final String ONE_GPU = "echo '{\"name\": \"gpu\", \"addresses\": [\"0\"]}'";

  /** Starts one on the GPUs of this machine. */
  TrainingProcess start() throws IOException {
    return start(Checkout.script("find-gpus.sh"), List.of());
  }

  /**
   * Starts one on a GPU that is not there.
   *
   * @param answer the shell command that describes it in place of nvidia-smi
   */
  TrainingProcess start(String answer, CudaTwin cuda) throws IOException {
    List<String> settings = new ArrayList<>(cuda.settings());
    settings.add("spark.meanfield.gpu.query=" + script("fake-nvidia-smi", answer));
    return start(script("fake-discovery", ONE_GPU), settings);
  }

  private TrainingProcess start(Path discovery, List<String> settings) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("conf/digits-mlp.yaml", "--gpu"));
    arguments.addAll(List.of("--master", "local-cluster[1,1,1024]"));
    arguments.addAll(List.of("--driver-memory", "1g", "--conf", "spark.executor.memory=1g"));
    for (String setting : List.of("amount=1", "discoveryScript=" + discovery)) {
      arguments.addAll(List.of("--conf", "spark.worker.resource.gpu." + setting));
    }
    settings.forEach(setting -> arguments.addAll(List.of("--conf", setting)));
    arguments.add("compute.backend=cuda");
    arguments.add("run.folder=" + folder.resolve("run"));
    arguments.add("dataset.shards=" + folder.resolve("shards"));
    arguments.addAll(List.of("training.epochs=1", "sync.local-steps=100")); // one round
    arguments.add("cluster.slot-timeout=2 min");
    return TrainingProcess.start(folder.resolve("log"), Seat.HERE, arguments);
  }

  /** Writes a shell script that can be run. */
  Path script(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("expected to make %s executable".formatted(file));
    }
    return file;
  }
}
