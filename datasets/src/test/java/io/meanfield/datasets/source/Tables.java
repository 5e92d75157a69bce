package io.meanfield.datasets.source;

import java.util.List;

/** Columns of tables of one kind. */
public final class Tables {
  private static final List<String> NONE = List.of();

  private Tables() {}

  public static Columns text(String text, String label) {
    return new Columns(text, "", "", NONE, NONE, NONE, NONE, label, NONE, NONE);
  }

  public static Columns translations(String text, String translation) {
    return new Columns(text, translation, "", NONE, NONE, NONE, NONE, "", NONE, NONE);
  }

  /** Nothing stands for a missing number. */
  public static Columns numbers(List<String> numbers, List<String> targets) {
    return new Columns("", "", "", numbers, NONE, NONE, NONE, "", targets, NONE);
  }
}
