package io.meanfield.benchmarks.sync;

import io.meanfield.benchmarks.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The same training over slow links, exact and by rounds: how long each takes to the validation
 * loss that the exact one ends with. Validations and checkpoints are not counted.
 */
final class LinksBenchmark implements SyncBenchmark {
  /** What {@code sync.local-steps} is in rounds. */
  private static final String LOCAL_STEPS = "auto";

  private static final String STEPS_OF_EXACT_ROUND = "25";
  private static final int EPOCHS_OF_ROUNDS = 8;
  private static final double RAW_SECONDS = 3;

  @Override
  public void run(Path folder, Report report) {
    report.note("Seconds to the validation loss that exact training has after an epoch.");
    report.row("link", List.of("raw Mbit/s", "loss", "exact s", "rounds s", "gain"));
    Path shards = folder.resolve("shards");
    ingest(folder, shards);
    for (Link link : List.of(Link.GBIT_1, Link.MBIT_100)) {
      measure(link, folder.resolve(link.name()), shards, report);
    }
  }

  private static void measure(Link link, Path folder, Path shards, Report report) {
    try (SlowNetwork network = new SlowNetwork(folder, 3, link)) {
      List<Seat> workers = List.of(network.seat(1), network.seat(2));
      long rawBytes = (long) (link.bitsPerSecond() / 8 * RAW_SECONDS);
      RawRates raw = RawRates.measure(folder, workers.get(0), workers.get(1), rawBytes);
      try (StandaloneCluster cluster = new StandaloneCluster(folder, network.seat(0), workers)) {
        Trainer trainer = new Trainer(cluster, folder, Trainer.Heap.USUAL);
        RunEvents exact = train(trainer, Strategy.EXACT, STEPS_OF_EXACT_ROUND, 1, shards);
        RunEvents rounds = train(trainer, Strategy.ROUNDS, LOCAL_STEPS, EPOCHS_OF_ROUNDS, shards);
        print(link, raw, exact, rounds, report);
      }
    }
  }

  private static RunEvents train(
      Trainer trainer, Strategy strategy, String steps, int epochs, Path shards) {
    List<String> overrides = new ArrayList<>(strategy.section(steps));
    overrides.add("training.epochs=" + epochs);
    overrides.add("dataset.shards=" + shards);
    return trainer.train(strategy.word(), Checkout.configuration("links"), overrides);
  }

  private static void ingest(Path folder, Path shards) {
    Trainer.runProcess(
        Seat.HERE.process(
            List.of(
                Checkout.script("ingest.sh").toString(),
                Checkout.configuration("links").toString(),
                "sync.strategy=allreduce",
                "dataset.shards=" + shards)),
        folder.resolve("ingest.log"));
  }

  private static void print(
      Link link, RawRates raw, RunEvents exact, RunEvents rounds, Report report) {
    double loss = exact.validations().get(exact.validations().size() - 1).loss();
    double exactSeconds = secondsTo(loss, exact).orElseThrow();
    OptionalDouble roundsSeconds = secondsTo(loss, rounds);
    report.row(
        link.name(),
        List.of(
            "%.0f".formatted(raw.bothWays() * 8 / 1e6),
            "%.4f".formatted(loss),
            "%.1f".formatted(exactSeconds),
            roundsSeconds.isPresent() ? "%.1f".formatted(roundsSeconds.getAsDouble()) : "never",
            roundsSeconds.isPresent()
                ? "%.1f".formatted(exactSeconds / roundsSeconds.getAsDouble())
                : ""));
    String name = "links.%s.".formatted(link.name());
    report.value(name + "raw-megabits-per-second", raw.bothWays() * 8 / 1e6);
    report.value(name + "loss", loss);
    report.value(name + "exact-seconds", exactSeconds);
    if (roundsSeconds.isPresent()) {
      report.value(name + "rounds-seconds", roundsSeconds.getAsDouble());
      report.value(name + "rounds-sooner", exactSeconds / roundsSeconds.getAsDouble());
    } else {
      report.value(name + "rounds-seconds", "never in %d epochs".formatted(EPOCHS_OF_ROUNDS));
    }
  }

  /** Of the rounds up to the first validation with at most this loss. */
  private static OptionalDouble secondsTo(double loss, RunEvents events) {
    return events.validations().stream()
        .filter(validation -> validation.loss() <= loss)
        .mapToDouble(validation -> events.seconds(validation.round()))
        .findFirst();
  }
}
