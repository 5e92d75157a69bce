package io.meanfield.benchmarks.sync;

import io.meanfield.benchmarks.Report;
import io.meanfield.benchmarks.Spread;
import io.meanfield.benchmarks.sync.RunEvents.Round;
import io.meanfield.benchmarks.sync.WideNetwork.Shape;
import java.nio.file.Path;
import java.util.List;

/** What a round of one step takes besides reading, computing and updating, with two executors. */
final class FixedBenchmark implements SyncBenchmark {
  private static final int WARM_UP = 400;
  private static final int MEASURED = 60;

  @Override
  public void run(Path folder, Report report) {
    report.note(
        "Fixed cost of a round of 1 million parameters on 2 executors: %d rounds after %d.",
        MEASURED, WARM_UP);
    report.row("engine", List.of("median ms", "least ms", "most ms"));
    for (Strategy strategy : Strategy.values()) {
      try (StandaloneCluster cluster = StandaloneCluster.here(folder, 2)) {
        Shape shape = new Shape(1, WARM_UP + MEASURED, 1);
        List<Round> rounds = WideNetwork.M1.train(cluster, folder, strategy, shape).rounds();
        Spread millis =
            Spread.of(
                rounds.subList(WARM_UP, rounds.size()).stream()
                    .map(round -> 1e3 * round.seconds("reduce"))
                    .toList());
        report.row(
            strategy.word(),
            List.of(
                "%.1f".formatted(millis.median()),
                "%.1f".formatted(millis.min()),
                "%.1f".formatted(millis.max())));
        report.value("fixed." + strategy.word() + ".ms", millis.median());
      }
    }
  }
}
