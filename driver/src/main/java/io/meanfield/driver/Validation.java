package io.meanfield.driver;

import io.meanfield.driver.config.EvaluationConfig;
import io.meanfield.driver.evaluate.EarlyStopping;
import io.meanfield.driver.evaluate.EarlyStopping.Best;
import io.meanfield.driver.evaluate.Metrics;
import io.meanfield.driver.spark.ClusterScorer;
import io.meanfield.worker.protocol.Phase;
import io.meanfield.worker.protocol.PhaseTimes;
import java.util.List;
import java.util.Optional;

/** Scores a run on its validation part as it goes, and says when to stop. */
final class Validation {
  private final EvaluationConfig config;
  private final ClusterScorer scorer;
  private final List<String> labelNames;

  Validation(EvaluationConfig config, ClusterScorer scorer, List<String> labelNames) {
    this.config = config;
    this.scorer = scorer;
    this.labelNames = labelNames;
  }

  /** The standing with its validation, if one is due after this round. */
  Standing after(Standing standing) {
    if (scorer.numExamples() == 0 || standing.round() % config.everyRounds() != 0) {
      return standing;
    }
    long start = System.nanoTime();
    Metrics metrics = Metrics.of(scorer.score(standing.parameters()), labelNames);
    PhaseTimes time = PhaseTimes.of(Phase.EVALUATE, System.nanoTime() - start);
    if (config.earlyStopping().isEmpty()) {
      return standing.with(metrics, standing.best(), Optional.empty()).with(time);
    }
    EarlyStopping rule = config.earlyStopping().get();
    Best best = rule.update(standing.best(), standing.round(), metrics.value(rule.metric()));
    Optional<float[]> bestParameters =
        best.evaluationsSince() == 0
            ? Optional.of(standing.parameters().values())
            : standing.bestParameters();
    return standing.with(metrics, best, bestParameters).with(time);
  }

  boolean saysStop(Standing standing) {
    return config.earlyStopping().filter(rule -> rule.shouldStop(standing.best())).isPresent();
  }
}
