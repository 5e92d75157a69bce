package io.meanfield.driver.evaluate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.KebabCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.meanfield.worker.protocol.StepTally;
import io.meanfield.worker.protocol.Tally;
import java.util.List;

/**
 * How well a model tells the class of every step, such as the next word.
 *
 * @param examples number of steps evaluated
 * @param accuracy share of steps whose class was the most probable one
 * @param perplexity exp(loss)
 * @param loss cross-entropy averaged over the steps
 */
@JsonNaming(KebabCaseStrategy.class)
public record StepMetrics(long examples, double accuracy, double perplexity, double loss)
    implements Metrics {

  static StepMetrics of(StepTally tally) {
    double loss = tally.lossSum() / tally.examples();
    double accuracy = (double) tally.right() / tally.examples();
    return new StepMetrics(tally.examples(), accuracy, StrictMath.exp(loss), loss);
  }

  @Override
  public Tally.Kind kind() {
    return Tally.Kind.STEPS;
  }

  @Override
  public List<MetricName> headlineNames() {
    return List.of(MetricName.ACCURACY, MetricName.PERPLEXITY, MetricName.LOSS);
  }

  @Override
  public double value(MetricName name) {
    name.requireFits(kind());
    return switch (name) {
      case ACCURACY -> accuracy;
      case PERPLEXITY -> perplexity;
      case LOSS -> loss;
      default -> throw new AssertionError("fits steps but has no value: " + name.label());
    };
  }
}
