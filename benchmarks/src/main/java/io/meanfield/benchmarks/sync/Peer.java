package io.meanfield.benchmarks.sync;

import io.meanfield.benchmarks.Spread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Another system that trains on Spark, in a process and with a class path of its own.
 *
 * @param name of its folder in benchmarks/peers
 * @param main its class there
 */
record Peer(String name, String main) {
  static final Peer DL4J_SPARK =
      new Peer("dl4j-spark", "io.meanfield.benchmarks.peers.dl4j.ParameterAveraging");
  static final Peer MLLIB = new Peer("mllib", "io.meanfield.benchmarks.peers.mllib.Perceptron");

  private static final String MARK = "peer ";
  private static final String HEAP = "-Xmx4g";

  /**
   * What was reached so far.
   *
   * @param samples seen in those seconds
   * @param accuracy on the test data
   */
  record Standing(double seconds, long samples, double accuracy) {}

  /** Builds it if need be, and has it train. */
  List<Standing> train(Path folder, List<String> arguments) {
    Path home = Checkout.HOME.resolve("benchmarks/peers").resolve(name);
    String pom = home.resolve("pom.xml").toString();
    Trainer.runProcess(
        Seat.HERE.process(List.of("mvn", "-q", "-B", "-f", pom, "package")),
        folder.resolve(name + "-build.log"));
    Path log = folder.resolve(name + ".log");
    ProcessBuilder builder = Seat.HERE.process(command(home.resolve("target"), arguments));
    builder.environment().put("OMP_NUM_THREADS", "1"); // one a task: twice as fast as without
    builder.environment().put("OPENBLAS_NUM_THREADS", "1");
    Trainer.runProcess(builder, log);
    return standings(log);
  }

  /**
   * As {@link #train}, of a system whose lines are epochs of one training. The first one, in which
   * Java compiles, counts like the median of the others.
   */
  List<Standing> trainEpochs(Path folder, List<String> arguments) {
    List<Standing> epochs = train(folder, arguments);
    List<Double> seconds = new ArrayList<>();
    for (int i = 1; i < epochs.size(); i++) {
      seconds.add(epochs.get(i).seconds() - epochs.get(i - 1).seconds());
    }
    double start = epochs.get(0).seconds() - Spread.of(seconds).median();
    return epochs.stream()
        .map(it -> new Standing(it.seconds() - start, it.samples(), it.accuracy()))
        .toList();
  }

  private List<String> command(Path target, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Checkout.HOME.resolve("conf/jvm-options"));
    command.addAll(List.of(HEAP, "-cp", target + "/*:" + target + "/lib/*", main));
    command.addAll(arguments);
    return command;
  }

  private static List<Standing> standings(Path log) {
    try (var lines = Files.lines(log)) {
      return lines
          .filter(line -> line.startsWith(MARK))
          .map(line -> line.split(" "))
          .map(
              words ->
                  new Standing(
                      Double.parseDouble(words[1]),
                      Long.parseLong(words[2]),
                      Double.parseDouble(words[3])))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
