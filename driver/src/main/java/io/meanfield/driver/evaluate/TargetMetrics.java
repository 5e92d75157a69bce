package io.meanfield.driver.evaluate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.KebabCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.meanfield.worker.protocol.Tally;
import io.meanfield.worker.protocol.TargetTally;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How near a model comes to real-valued targets.
 *
 * @param mse squared error averaged over examples and targets, which is also the loss
 * @param rmse root of mse
 * @param mae absolute error averaged over examples and targets
 * @param r2 unweighted mean of the targets' r2
 */
@JsonNaming(KebabCaseStrategy.class)
public record TargetMetrics(
    long examples, double mse, double rmse, double mae, double r2, List<TargetScore> targets)
    implements Metrics {

  public TargetMetrics {
    targets = List.copyOf(targets);
  }

  static TargetMetrics of(TargetTally tally, List<String> names) {
    List<TargetScore> targets =
        IntStream.range(0, names.size())
            .mapToObj(target -> TargetScore.of(tally, target, names.get(target)))
            .toList();
    double mse = tally.lossSum() / tally.examples();
    return new TargetMetrics(
        tally.examples(),
        mse,
        Math.sqrt(mse),
        mean(targets, TargetScore::mae),
        mean(targets, TargetScore::r2),
        targets);
  }

  @Override
  public Tally.Kind kind() {
    return Tally.Kind.TARGETS;
  }

  @Override
  public List<MetricName> headlineNames() {
    return List.of(MetricName.RMSE, MetricName.MAE, MetricName.R2, MetricName.MSE, MetricName.LOSS);
  }

  @Override
  public double value(MetricName name) {
    name.requireFits(kind());
    return switch (name) {
      case MSE, LOSS -> mse;
      case RMSE -> rmse;
      case MAE -> mae;
      case R2 -> r2;
      default -> throw new AssertionError("fits targets but has no value: " + name.label());
    };
  }

  private static double mean(List<TargetScore> scores, ToDoubleFunction<TargetScore> value) {
    return scores.stream().mapToDouble(value).sum() / scores.size();
  }
}
