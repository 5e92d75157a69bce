package io.meanfield.driver.report;

import io.meanfield.driver.evaluate.Averages;
import io.meanfield.driver.evaluate.LabelScore;
import java.util.List;

/** Precision, recall and F1 by class or label, with their macro averages. */
final class ScoreTable {
  private static final int MAX_NAME = 24;

  private ScoreTable() {}

  static String render(String heading, List<LabelScore> scores, Averages macro) {
    TextTable table = new TextTable(List.of(heading, "precision", "recall", "f1", "support"));
    for (LabelScore score : scores) {
      table.row(
          name(score.name()),
          Numbers.fixed(score.precision(), 4),
          Numbers.fixed(score.recall(), 4),
          Numbers.fixed(score.f1(), 4),
          Long.toString(score.support()));
    }
    return table
        .row(
            "macro average",
            Numbers.fixed(macro.precision(), 4),
            Numbers.fixed(macro.recall(), 4),
            Numbers.fixed(macro.f1(), 4),
            "")
        .render();
  }

  /** The name of a class, label or target as the start of a row. */
  static String name(String name) {
    return TextTable.fit(name, MAX_NAME);
  }
}
