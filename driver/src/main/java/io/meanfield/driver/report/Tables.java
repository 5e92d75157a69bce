package io.meanfield.driver.report;

import io.meanfield.driver.evaluate.ClassMetrics;
import io.meanfield.driver.evaluate.Metrics;
import io.meanfield.driver.evaluate.MultiLabelMetrics;
import io.meanfield.driver.evaluate.StepMetrics;
import io.meanfield.driver.evaluate.TargetMetrics;
import io.meanfield.driver.evaluate.TargetScore;
import io.meanfield.worker.protocol.Padding;
import io.meanfield.worker.protocol.PhaseTimes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Results as text for people, lines ended by a line feed. */
public final class Tables {
  private static final double NANOS_PER_SECOND = 1e9;

  private Tables() {}

  /** The headline and the tables that fit the kind of model. */
  public static String metrics(Metrics metrics) {
    String headline =
        metrics.headline().stream()
            .map(value -> value.name().label() + " " + Numbers.metric(value.value()))
            .collect(Collectors.joining("  "));
    if (metrics instanceof StepMetrics) {
      return "%s  (%d steps)\n".formatted(headline, metrics.examples());
    }
    return "%s  (%d examples)\n\n%s".formatted(headline, metrics.examples(), details(metrics));
  }

  /** Where time went: seconds of each phase and its share of all. */
  public static String phases(PhaseTimes times) {
    TextTable table = new TextTable(List.of("phase", "seconds", "share"));
    times.nanos().forEach((phase, nanos) -> addPhase(table, phase.label(), nanos, times));
    addPhase(table, "total", times.totalNanos(), times);
    return table.render();
  }

  /** The share of padding in batches of token sequences; nothing if there were none. */
  public static Optional<String> padding(Padding padding) {
    return padding.numPlaces() == 0
        ? Optional.empty()
        : Optional.of(
            "padding: %s %% of the places for tokens\n"
                .formatted(Numbers.fixed(100 * padding.share(), 1)));
  }

  private static String details(Metrics metrics) {
    if (metrics instanceof ClassMetrics classes) {
      ClassTables tables = new ClassTables(classes);
      return tables.scores() + "\n" + tables.confusion();
    }
    return metrics instanceof MultiLabelMetrics labels
        ? ScoreTable.render("label", labels.labels(), labels.macro())
        : targets((TargetMetrics) metrics);
  }

  private static String targets(TargetMetrics metrics) {
    TextTable table = new TextTable(List.of("target", "rmse", "mae", "r2"));
    for (TargetScore target : metrics.targets()) {
      table.row(
          ScoreTable.name(target.name()),
          Numbers.metric(target.rmse()),
          Numbers.metric(target.mae()),
          Numbers.metric(target.r2()));
    }
    return table.render();
  }

  private static void addPhase(TextTable table, String name, long nanos, PhaseTimes times) {
    double share = times.totalNanos() == 0 ? 0 : (double) nanos / times.totalNanos();
    table.row(name, Numbers.fixed(nanos / NANOS_PER_SECOND, 2), Numbers.percent(share));
  }
}
