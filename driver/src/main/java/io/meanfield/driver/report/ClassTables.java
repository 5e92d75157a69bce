package io.meanfield.driver.report;

import io.meanfield.driver.evaluate.ClassMetrics;
import io.meanfield.driver.evaluate.LabelScore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The tables of a classification; of many classes, the worst. */
final class ClassTables {
  static final int MAX_CLASSES = 20;
  private static final int MAX_HEADING = 10;

  private final ClassMetrics metrics;
  private final List<Integer> shown;

  ClassTables(ClassMetrics metrics) {
    this.metrics = metrics;
    this.shown = worst(metrics.classes());
  }

  /** Precision, recall and F1 by class and on average. */
  String scores() {
    return ScoreTable.render(
            "class", shown.stream().map(metrics.classes()::get).toList(), metrics.macro())
        + restriction();
  }

  /** How often each class was taken for each class. */
  String confusion() {
    boolean all = isComplete();
    List<String> heading = new ArrayList<>(List.of("actual \\ predicted"));
    shown.forEach(i -> heading.add(TextTable.fit(name(i), MAX_HEADING)));
    if (!all) {
      heading.add("others");
    }
    TextTable table = new TextTable(heading);
    for (int actual : shown) {
      List<String> cells = new ArrayList<>(List.of(ScoreTable.name(name(actual))));
      long others = metrics.classes().get(actual).support();
      for (int predicted : shown) {
        long count = metrics.confusion().get(actual).get(predicted);
        others -= count;
        cells.add(Long.toString(count));
      }
      if (!all) {
        cells.add(Long.toString(others));
      }
      table.row(cells);
    }
    return table.render() + restriction();
  }

  private boolean isComplete() {
    return shown.size() == metrics.classes().size();
  }

  private String restriction() {
    return isComplete()
        ? ""
        : "(the %d classes with the lowest F1 of %d)\n"
            .formatted(shown.size(), metrics.classes().size());
  }

  private String name(int i) {
    return metrics.classes().get(i).name();
  }

  /** All in their order when they are few; otherwise by F1, those that never occur last. */
  private static List<Integer> worst(List<LabelScore> classes) {
    IntStream all = IntStream.range(0, classes.size());
    if (classes.size() <= MAX_CLASSES) {
      return all.boxed().toList();
    }
    return all.boxed()
        .sorted(
            Comparator.comparing((Integer i) -> classes.get(i).support() == 0)
                .thenComparing(i -> classes.get(i).f1()))
        .limit(MAX_CLASSES)
        .toList();
  }
}
