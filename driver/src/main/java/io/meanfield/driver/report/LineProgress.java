package io.meanfield.driver.report;

import java.io.PrintStream;

/** Shows progress as one plain line a round, for logs. */
public final class LineProgress implements Progress {
  private final PrintStream out;

  public LineProgress(PrintStream out) {
    this.out = out;
  }

  @Override
  public void roundCommitted(RoundReport report) {
    RoundPosition position = report.position();
    StringBuilder line = new StringBuilder();
    line.append("epoch %d/%d".formatted(position.epoch(), position.numEpochs()))
        .append("  round %d/%d".formatted(position.round(), position.numRounds()))
        .append("  loss ")
        .append(Numbers.metric(report.loss()));
    report
        .validation()
        .ifPresent(
            metric ->
                line.append("  validation ")
                    .append(metric.name().label())
                    .append(' ')
                    .append(Numbers.metric(metric.value())));
    line.append("  ")
        .append(Numbers.whole(report.speed().examplesPerSecond()))
        .append(" examples/s  ")
        .append(Numbers.clock(report.speed().remaining()))
        .append(" left  read ")
        .append(Numbers.percent(report.readShare()));
    out.println(line);
  }

  @Override
  public void close() {
    out.flush();
  }
}
