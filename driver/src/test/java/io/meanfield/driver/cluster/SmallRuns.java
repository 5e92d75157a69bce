package io.meanfield.driver.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs of one configuration, each as a process of its own with a folder of its own. */
record SmallRuns(String yaml, String... overrides) {

  /** The same but for some keys. */
  SmallRuns with(String... others) {
    return new SmallRuns(
        yaml, Stream.concat(Stream.of(overrides), Stream.of(others)).toArray(String[]::new));
  }

  /** Starts a run on a cluster, where its driver is to be. */
  TrainingProcess start(Path folder, String name, SparkCluster cluster) throws IOException {
    Seat seat = cluster.seatOfDriver();
    return start(seat, folder, name, cluster.master(), "spark.driver.host=" + seat.host());
  }

  /** Starts a run; one of the same name goes on where the last one stood. */
  TrainingProcess start(Path folder, String name, String master, String... sparkSettings)
      throws IOException {
    return start(Seat.HERE, folder, name, master, sparkSettings);
  }

  private TrainingProcess start(
      Seat seat, Path folder, String name, String master, String... sparkSettings)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of(yaml, "--master", master));
    arguments.addAll(List.of("--driver-memory", "1g", "--executor-memory", "1g"));
    for (String setting : sparkSettings) {
      arguments.addAll(List.of("--conf", setting));
    }
    arguments.add("run.folder=" + folder.resolve("run-" + name));
    arguments.add("dataset.shards=" + folder.resolve("shards"));
    arguments.addAll(List.of(overrides));
    Path log = folder.resolve(name + "-" + System.nanoTime() + ".log");
    return TrainingProcess.start(log, seat, arguments);
  }
}
