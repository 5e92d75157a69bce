package io.meanfield.driver.report;

/** Draws a round report as one line with a bar. */
final class BarLine {
  private static final int MIN_BAR = 3;

  private BarLine() {}

  /** The line, as long as the terminal is wide; the bar takes the room that the text leaves. */
  static String render(RoundReport report, int width) {
    RoundPosition position = report.position();
    String before = "epoch " + position.epoch() + "/" + position.numEpochs() + " [";
    StringBuilder after = new StringBuilder("] ");
    after.append(position.round()).append('/').append(position.numRounds());
    after.append("  loss ").append(Numbers.metric(report.loss()));
    report
        .validation()
        .ifPresent(
            metric ->
                after
                    .append("  ")
                    .append(metric.name().label())
                    .append(' ')
                    .append(Numbers.metric(metric.value())));
    after.append("  ").append(Numbers.whole(report.speed().examplesPerSecond())).append("/s  ");
    after.append(Numbers.clock(report.speed().remaining())).append(" left");
    after.append("  read ").append(Numbers.percent(report.readShare()));
    int barWidth = Math.max(MIN_BAR, width - before.length() - after.length());
    String line = before + bar(position, barWidth) + after;
    return line.substring(0, Math.min(width, line.length()));
  }

  private static String bar(RoundPosition position, int width) {
    int filled =
        position.numRounds() == 0 ? width : (int) (width * position.round() / position.numRounds());
    String head = filled == 0 || filled == width ? "" : ">";
    return "=".repeat(filled - head.length()) + head + " ".repeat(width - filled);
  }
}
