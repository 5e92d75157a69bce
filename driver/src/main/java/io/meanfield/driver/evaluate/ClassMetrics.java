package io.meanfield.driver.evaluate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.KebabCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.meanfield.worker.protocol.ClassTally;
import io.meanfield.worker.protocol.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * How well a model tells classes apart.
 *
 * @param loss mean cross-entropy
 * @param accuracy share of examples whose class was predicted
 * @param confusion number of examples, [actual class][predicted class]
 */
@JsonNaming(KebabCaseStrategy.class)
public record ClassMetrics(
    long examples,
    double loss,
    double accuracy,
    Averages macro,
    List<LabelScore> classes,
    List<List<Long>> confusion)
    implements Metrics {

  public ClassMetrics {
    classes = List.copyOf(classes);
    confusion = confusion.stream().map(List::copyOf).toList();
  }

  static ClassMetrics of(ClassTally tally, List<String> names) {
    int numClasses = names.size();
    List<LabelScore> classes = new ArrayList<>(numClasses);
    List<List<Long>> confusion = new ArrayList<>(numClasses);
    long right = 0;
    for (int i = 0; i < numClasses; i++) {
      int actual = i;
      long[] row =
          IntStream.range(0, numClasses).mapToLong(other -> tally.count(actual, other)).toArray();
      long predicted =
          IntStream.range(0, numClasses).mapToLong(other -> tally.count(other, actual)).sum();
      long hits = row[actual];
      classes.add(
          LabelScore.of(
              names.get(actual), hits, predicted - hits, LongStream.of(row).sum() - hits));
      confusion.add(LongStream.of(row).boxed().toList());
      right += hits;
    }
    return new ClassMetrics(
        tally.examples(),
        tally.lossSum() / tally.examples(),
        LabelScore.ratio(right, tally.examples()),
        Averages.macro(classes),
        classes,
        confusion);
  }

  @Override
  public Tally.Kind kind() {
    return Tally.Kind.CLASSES;
  }

  @Override
  public List<MetricName> headlineNames() {
    return List.of(MetricName.ACCURACY, MetricName.MACRO_F1, MetricName.LOSS);
  }

  @Override
  public double value(MetricName name) {
    name.requireFits(kind());
    return switch (name) {
      case ACCURACY -> accuracy;
      case MACRO_PRECISION -> macro.precision();
      case MACRO_RECALL -> macro.recall();
      case MACRO_F1 -> macro.f1();
      case LOSS -> loss;
      default -> throw new AssertionError("fits classes but has no value: " + name.label());
    };
  }
}
