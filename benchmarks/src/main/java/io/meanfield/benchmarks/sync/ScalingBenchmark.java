package io.meanfield.benchmarks.sync;

import io.meanfield.benchmarks.NotAvailableException;
import io.meanfield.benchmarks.Processors;
import io.meanfield.benchmarks.Report;
import io.meanfield.benchmarks.SideBySide;
import io.meanfield.benchmarks.Spread;
import io.meanfield.benchmarks.sync.RunEvents.Round;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Samples a second of the same run on one executor and on two. Every executor is held on one
 * processor, with all its threads, also where it is the only one; master, driver and workers may
 * run anywhere. The rounds of one run are the repetitions.
 */
final class ScalingBenchmark implements SyncBenchmark {
  private static final int MEASURED_ROUNDS = 4;

  @Override
  public void run(Path folder, Report report) {
    List<Integer> processors = Processors.allowed();
    if (processors.size() < 2 || Processors.holding(0).isEmpty()) {
      throw new NotAvailableException(
          "needs two processors and taskset, found " + processors.size() + " processors");
    }
    List<Integer> two = processors.subList(processors.size() - 2, processors.size());
    List<Integer> one = two.subList(1, 2);
    report.note(
        "Samples/s with 1 and 2 executors, each held on one processor; %d replicas in any case.",
        ScalingModel.REPLICAS);
    report.row("model", List.of("engine", "1 executor", "2 executors", "gain", "apart"));
    for (ScalingModel model : ScalingModel.values()) {
      double apart = SideBySide.gain(model.model(), two);
      Map<Strategy, Double> single = train(model, one, folder);
      Map<Strategy, Double> both = train(model, two, folder);
      for (Strategy strategy : Strategy.values()) {
        double gain = both.get(strategy) / single.get(strategy);
        report.row(
            model.word(),
            List.of(
                strategy.word(),
                "%.2f".formatted(single.get(strategy)),
                "%.2f".formatted(both.get(strategy)),
                "%.3f".formatted(gain),
                "%.3f".formatted(apart)));
        report.value("scaling.%s.%s".formatted(model.word(), strategy.word()), gain);
      }
      report.value("scaling.%s.two-processes-apart".formatted(model.word()), apart);
    }
  }

  private static Map<Strategy, Double> train(
      ScalingModel model, List<Integer> processors, Path folder) {
    Path files = folder.resolve("%s-x%d".formatted(model.word(), processors.size()));
    List<String> data = model.write(files);
    Map<Strategy, Double> samplesPerSecond = new EnumMap<>(Strategy.class);
    List<Seat> workers = processors.stream().map(Seat::onProcessor).toList();
    for (Strategy strategy : Strategy.values()) {
      Path ofStrategy = files.resolve(strategy.word());
      try (StandaloneCluster cluster = new StandaloneCluster(ofStrategy, Seat.HERE, workers)) {
        List<String> overrides = new ArrayList<>(data);
        overrides.addAll(strategy.section("" + model.stepsOfRound()));
        overrides.add("model.file=" + files.resolve("network.json"));
        overrides.add("training.epochs=" + model.numRounds());
        overrides.add("training.batch-size=" + model.model().batchSize());
        overrides.add("dataset.shards=" + files.resolve("shards"));
        List<Round> rounds =
            new Trainer(cluster, ofStrategy, Trainer.Heap.USUAL)
                .train("run", Checkout.configuration("scaling"), overrides)
                .rounds();
        samplesPerSecond.put(
            strategy,
            Spread.of(
                    rounds.subList(rounds.size() - MEASURED_ROUNDS, rounds.size()).stream()
                        .map(round -> round.numExamples() / round.wallSeconds())
                        .toList())
                .median());
      }
    }
    return samplesPerSecond;
  }
}
