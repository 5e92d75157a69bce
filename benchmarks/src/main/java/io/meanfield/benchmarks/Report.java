package io.meanfield.benchmarks;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** Prints what was measured: rows for people, and {@code COMMAND.NAME=VALUE} for machines. */
public final class Report {
  private static final MathContext FOUR_DIGITS = new MathContext(4);

  private final PrintWriter out;
  private final String command;

  /**
   * @param command the first word of every name
   */
  public Report(PrintWriter out, String command) {
    this.out = out;
    this.command = command;
  }

  /** A line for people. */
  public void note(String format, Object... values) {
    out.println(format.formatted(values));
    out.flush();
  }

  /** A line of a table: the first cell to the left, the others to the right. */
  public void row(String first, List<?> others) {
    StringBuilder line = new StringBuilder("%-22s".formatted(first));
    others.forEach(cell -> line.append("  %14s".formatted(cell)));
    note("%s", line);
  }

  public void value(String name, double value) {
    value(name, new BigDecimal(value).round(FOUR_DIGITS).toPlainString());
  }

  public void value(String name, String value) {
    note("%s.%s=%s", command, name, value);
  }
}
