package io.meanfield.driver.report;

import io.meanfield.driver.evaluate.Evaluation;
import java.util.List;
import java.util.stream.Stream;

/** The last lines of a run, for machines: one {@code result.<name>=<value>} each. */
public final class ResultLines {
  private ResultLines() {}

  /**
   * The headline metrics in their order, the speed, and the hash of the parameters. Numbers have
   * six significant digits, a point and no exponent.
   */
  public static List<String> of(Evaluation evaluation, double examplesPerSecond) {
    return Stream.concat(
            evaluation.metrics().headline().stream()
                .map(value -> line(value.name().label(), Numbers.significant(value.value()))),
            Stream.of(
                line("examples-per-second", Numbers.significant(examplesPerSecond)),
                line("parameters-sha256", evaluation.parametersSha256())))
        .toList();
  }

  private static String line(String name, String value) {
    return "result." + name + "=" + value;
  }
}
