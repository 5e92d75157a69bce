package io.meanfield.driver.report;

import io.meanfield.driver.evaluate.Evaluation;
import io.meanfield.driver.evaluate.MetricValue;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The last lines of a run, for machines: one {@code result.<name>=<value>} each. */
public final class ResultLines {
  private ResultLines() {}

  /**
   * The headline metrics in their order, the speed of training if there was any, and the hash of
   * the parameters. Numbers have six significant digits, a point and no exponent.
   */
  public static List<String> of(Evaluation evaluation, OptionalDouble examplesPerSecond) {
    List<String> lines = new ArrayList<>();
    for (MetricValue metric : evaluation.metrics().headline()) {
      lines.add(line(metric.name().label(), Numbers.significant(metric.value())));
    }
    examplesPerSecond.ifPresent(
        speed -> lines.add(line("examples-per-second", Numbers.significant(speed))));
    lines.add(line("parameters-sha256", evaluation.parametersSha256()));
    return lines;
  }

  private static String line(String name, String value) {
    return "result." + name + "=" + value;
  }
}
