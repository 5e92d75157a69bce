package io.meanfield.benchmarks.sync;

import io.meanfield.benchmarks.Report;
import io.meanfield.benchmarks.sync.Peer.Standing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One perceptron on the same images by every system that trains on Spark and runs here, on two
 * cores: samples a second, and training time to the same accuracy on the test files. Ours have two
 * executors; the others have two threads of one process, which need no network.
 */
final class PeersBenchmark implements SyncBenchmark {
  private static final int TRAINING_IMAGES = 20_000;
  private static final int TEST_IMAGES = 10_000;
  private static final double ACCURACY = 0.95;
  private static final int EPOCHS = 8;
  private static final int MAX_ITERATIONS = 150;

  /** Batches that a replica, or a worker of Deeplearning4j, takes between two averages. */
  private static final String LOCAL_STEPS = "50";

  private static final String STEPS_OF_EXACT_ROUND = "50";
  private static final String FETCHED = "fetched: ";

  private record Result(double samplesPerSecond, OptionalDouble secondsToAccuracy) {}

  @Override
  public void run(Path folder, Report report) {
    writeData(folder);
    report.note(
        "784-256-10 on %d digits, 2 cores: time to an accuracy of %.2f on %d others.",
        TRAINING_IMAGES, ACCURACY, TEST_IMAGES);
    report.row("system", List.of("samples/s", "s to accuracy"));
    Map<String, Result> results = new HashMap<>();
    for (Strategy strategy : Strategy.values()) {
      results.put(strategy.word(), print(strategy.word(), ours(strategy, folder), report));
    }
    String train = folder.resolve("train.floats").toString();
    String test = folder.resolve("test.floats").toString();
    List<Standing> epochs =
        Peer.DL4J_SPARK.trainEpochs(folder, List.of(train, test, LOCAL_STEPS, "" + EPOCHS));
    Standing first = epochs.get(0);
    Standing last = epochs.get(epochs.size() - 1);
    double speed = (last.samples() - first.samples()) / (last.seconds() - first.seconds());
    Result dl4j = print("dl4j-spark", new Result(speed, toAccuracy(epochs)), report);
    for (Strategy strategy : Strategy.values()) {
      report.value(
          "peers.dl4j-spark.%s-faster".formatted(strategy.word()),
          results.get(strategy.word()).samplesPerSecond() / dl4j.samplesPerSecond());
    }
    List<Standing> fits =
        Peer.MLLIB.train(folder, List.of(train, test, "" + MAX_ITERATIONS, "" + ACCURACY));
    Standing best = fits.get(fits.size() - 1);
    print("mllib", new Result(best.samples() / best.seconds(), toAccuracy(fits)), report);
    report.value(
        "peers.bigdl",
        "skipped: Maven Central has none of com.intel.analytics.bigdl bigdl-dllib-spark_3.1.3:2.4.0, bigdl-SPARK_3.0:0.13.0, bigdl-SPARK_2.4:0.12.2");
  }

  /** Runs of more and more epochs until one is good enough, and a long one for the speed. */
  private static Result ours(Strategy strategy, Path folder) {
    try (StandaloneCluster cluster = StandaloneCluster.here(folder, 2)) {
      Trainer trainer = new Trainer(cluster, folder, Trainer.Heap.USUAL);
      OptionalDouble seconds = OptionalDouble.empty();
      for (int epochs = 1; epochs <= EPOCHS && seconds.isEmpty(); epochs++) {
        RunEvents run = train(trainer, strategy, epochs);
        if (run.test().accuracy() >= ACCURACY) {
          seconds = OptionalDouble.of(run.seconds(run.rounds().size()));
        }
      }
      return new Result(samplesPerSecond(train(trainer, strategy, 3 * EPOCHS)), seconds);
    }
  }

  private static RunEvents train(Trainer trainer, Strategy strategy, int epochs) {
    Path folder = trainer.folder();
    String steps = strategy == Strategy.EXACT ? STEPS_OF_EXACT_ROUND : LOCAL_STEPS;
    List<String> overrides = new ArrayList<>(strategy.section(steps));
    overrides.add(
        "dataset.source={format: idx, train: [%s], test: [%s]}"
            .formatted(pair(folder, "train"), pair(folder, "test")));
    overrides.add("dataset.shards=" + folder.resolve("shards"));
    overrides.add("training.epochs=" + epochs);
    return trainer.train(
        "%s-%d".formatted(strategy.word(), epochs), Checkout.configuration("peers"), overrides);
  }

  /** Without the first third of the rounds. */
  private static double samplesPerSecond(RunEvents events) {
    int numRounds = events.rounds().size();
    var warm = events.rounds().subList(numRounds / 3, numRounds);
    return warm.stream().mapToLong(RunEvents.Round::numExamples).sum()
        / warm.stream().mapToDouble(RunEvents.Round::wallSeconds).sum();
  }

  private static OptionalDouble toAccuracy(List<Standing> standings) {
    return standings.stream()
        .filter(standing -> standing.accuracy() >= ACCURACY)
        .mapToDouble(Standing::seconds)
        .findFirst();
  }

  private static Result print(String name, Result result, Report report) {
    String seconds =
        result.secondsToAccuracy().isPresent()
            ? "%.2f".formatted(result.secondsToAccuracy().getAsDouble())
            : "never";
    report.row(name, List.of("%.0f".formatted(result.samplesPerSecond()), seconds));
    report.value("peers." + name + ".samples-per-second", result.samplesPerSecond());
    report.value("peers." + name + ".seconds-to-accuracy", seconds);
    return result;
  }

  private static void writeData(Path folder) {
    Path mnist = fetch(folder);
    write(DigitsSubset.read(mnist, "train", TRAINING_IMAGES), folder, "train");
    write(DigitsSubset.read(mnist, "t10k", TEST_IMAGES), folder, "test");
  }

  private static void write(DigitsSubset subset, Path folder, String part) {
    subset.writeIdx(folder.resolve(part + "-images"), folder.resolve(part + "-labels"));
    subset.writeFloats(folder.resolve(part + ".floats"));
  }

  private static String pair(Path folder, String part) {
    return "{images: %s, labels: %s}"
        .formatted(folder.resolve(part + "-images"), folder.resolve(part + "-labels"));
  }

  private static Path fetch(Path folder) {
    Path log = folder.resolve("fetch.log");
    Trainer.runProcess(
        Seat.HERE.process(List.of(Checkout.script("fetch-dataset.sh").toString(), "mnist")), log);
    try {
      return Files.readAllLines(log).stream()
          .filter(line -> line.startsWith(FETCHED))
          .map(line -> Path.of(line.substring(FETCHED.length()).strip()))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
