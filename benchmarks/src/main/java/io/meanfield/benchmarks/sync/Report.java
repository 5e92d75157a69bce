package io.meanfield.benchmarks.sync;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** Prints what was measured: rows for people, and {@code sync.<name>=<value>} for machines. */
final class Report {
  private static final MathContext FOUR_DIGITS = new MathContext(4);

  private final PrintWriter out;

  Report(PrintWriter out) {
    this.out = out;
  }

  /** A line for people. */
  void note(String format, Object... values) {
    out.println(format.formatted(values));
    out.flush();
  }

  /** A line of a table: the first cell to the left, the others to the right. */
  void row(String first, List<?> others) {
    StringBuilder line = new StringBuilder("%-22s".formatted(first));
    others.forEach(cell -> line.append("  %14s".formatted(cell)));
    note("%s", line);
  }

  void value(String name, double value) {
    value(name, new BigDecimal(value).round(FOUR_DIGITS).toPlainString());
  }

  void value(String name, String value) {
    note("sync.%s=%s", name, value);
  }
}
