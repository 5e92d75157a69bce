package io.meanfield.driver.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.PrintStream;
import java.util.Locale;

/** How progress is shown. */
public enum ProgressStyle {
  /** A bar when the process has a terminal, lines otherwise. */
  AUTO,
  /** One bar, redrawn in place. */
  BAR,
  /** One line a round. */
  LINES;

  /** The style's name in configuration. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Progress on this output. */
  public Progress open(PrintStream out) {
    boolean bar = this == BAR || this == AUTO && System.console() != null;
    return bar ? new BarProgress(out) : new LineProgress(out);
  }
}
