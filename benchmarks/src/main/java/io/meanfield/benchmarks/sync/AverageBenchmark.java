package io.meanfield.benchmarks.sync;

import io.meanfield.benchmarks.Report;
import io.meanfield.benchmarks.Spread;
import io.meanfield.benchmarks.sync.RunEvents.Round;
import io.meanfield.benchmarks.sync.WideNetwork.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * The time of one average of all parameters between executors, in both engines, beside what plain
 * TCP moves between two processes of this machine.
 *
 * <p>An average has to move 2 (N - 1) / N times the parameters' bytes out of each of N executors
 * and into it (Patarasuk and Yuan 2009): that over the time is the speed reported, whatever an
 * engine moves besides.
 */
final class AverageBenchmark implements SyncBenchmark {
  private static final long RAW_BYTES = 1L << 30;
  private static final double GIGA = 1e9;

  private static final List<Case> CASES =
      List.of(
          new Case(WideNetwork.M1, 2, new Shape(9, 51, 50), new Shape(1, 90, 1)),
          new Case(WideNetwork.M1, 4, new Shape(9, 51, 50), new Shape(1, 90, 1)),
          new Case(WideNetwork.M25, 2, new Shape(12, 11, 10), new Shape(1, 60, 1)),
          new Case(WideNetwork.M25, 4, new Shape(12, 11, 10), new Shape(1, 60, 1)),
          new Case(WideNetwork.M125, 2, new Shape(4, 6, 5), new Shape(1, 9, 1)),
          new Case(WideNetwork.M125, 4, new Shape(4, 6, 5), new Shape(1, 9, 1)));

  /**
   * @param exact its epochs end with a round of one step
   * @param rounds of one step
   */
  private record Case(WideNetwork network, int numExecutors, Shape exact, Shape rounds) {}

  private final List<WideNetwork> sizes;

  AverageBenchmark(List<WideNetwork> sizes) {
    this.sizes = sizes;
  }

  @Override
  public void run(Path folder, Report report) {
    report.note("One average of all parameters; the first third of all rounds is warm-up.");
    report.row(
        "parameters", List.of("executors", "engine", "ms", "GB/s a way", "raw GB/s", "of raw"));
    RawRates raw = RawRates.measure(folder, Seat.HERE, Seat.HERE, RAW_BYTES);
    try {
      for (Case one : CASES.stream().filter(it -> sizes.contains(it.network())).toList()) {
        int needed = one.network().gigabytes(one.numExecutors());
        if (needed > Machine.availableGigabytes()) {
          report.value(
              "average.%s.x%d".formatted(one.network().name(), one.numExecutors()),
              "skipped: needs %d GB of memory, %d are free"
                  .formatted(needed, Machine.availableGigabytes()));
        } else {
          raw = measure(one, folder.resolve("x" + one.numExecutors()), raw, report);
        }
      }
    } finally {
      report.value("average.raw.one-way.gigabytes-per-second", raw.oneWay() / GIGA);
      report.value("average.raw.both-ways.gigabytes-per-second", raw.bothWays() / GIGA);
    }
  }

  private static RawRates measure(Case one, Path folder, RawRates rawBefore, Report report) {
    try (StandaloneCluster cluster = StandaloneCluster.here(folder, one.numExecutors())) {
      RunEvents exact = one.network().train(cluster, folder, Strategy.EXACT, one.exact());
      RunEvents rounds = one.network().train(cluster, folder, Strategy.ROUNDS, one.rounds());
      RawRates raw = rawBefore.best(RawRates.measure(folder, Seat.HERE, Seat.HERE, RAW_BYTES));
      print(
          report,
          one,
          Strategy.EXACT,
          new Result(exact.numParameters(), ofStep(exact, one.exact()), raw));
      print(report, one, Strategy.ROUNDS, new Result(rounds.numParameters(), ofRound(rounds), raw));
      return raw;
    }
  }

  private record Result(long numParameters, double seconds, RawRates raw) {}

  /** What a round takes besides its replicas' steps. */
  private static double ofRound(RunEvents events) {
    return median(events.rounds(), round -> true);
  }

  /** What a further step of a round takes besides computing and updating. */
  private static double ofStep(RunEvents events, Shape shape) {
    double longRounds = median(events.rounds(), round -> round.number() % 2 == 1);
    double shortRounds = median(events.rounds(), round -> round.number() % 2 == 0);
    return (longRounds - shortRounds) / (shape.stepsOfRound() - 1);
  }

  /** Of what rounds take besides their steps, or of exact ones besides computing and updating. */
  private static double median(List<Round> rounds, Predicate<Round> which) {
    List<Round> warm = rounds.subList(rounds.size() / 3, rounds.size());
    return Spread.of(warm.stream().filter(which).map(round -> round.seconds("reduce")).toList())
        .median();
  }

  private static void print(Report report, Case one, Strategy strategy, Result result) {
    int n = one.numExecutors();
    double bytes = 2.0 * (n - 1) / n * result.numParameters() * Float.BYTES;
    double rate = bytes / result.seconds();
    double share = rate / result.raw().bothWays();
    report.row(
        one.network().name(),
        List.of(
            n,
            strategy.word(),
            "%.1f".formatted(result.seconds() * 1e3),
            "%.2f".formatted(rate / GIGA),
            "%.2f".formatted(result.raw().bothWays() / GIGA),
            "%.0f %%".formatted(100 * share)));
    String name = "average.%s.%s.x%d.".formatted(strategy.word(), one.network().name(), n);
    report.value(name + "ms", result.seconds() * 1e3);
    report.value(name + "gigabytes-per-second", rate / GIGA);
    report.value(name + "share-of-raw", share);
  }
}
