package io.meanfield.driver.report;

import io.meanfield.datasets.Features;
import io.meanfield.datasets.Labels;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.describe.FeatureSummary;
import io.meanfield.datasets.describe.LabelSummary;
import io.meanfield.datasets.describe.NumberSummary;
import io.meanfield.datasets.transform.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Statistics of features and labels as tables of text. */
final class StatisticsText {
  private static final int MAX_ROWS = 40;
  private static final int MAX_TOKENS = 10;

  private StatisticsText() {}

  /** Nothing where there are no labels. */
  static String labels(Labels labels, LabelSummary summary) {
    if (labels instanceof Labels.None) {
      return "";
    }
    return summary instanceof LabelSummary.Classes classes
        ? classes(labels.names(), classes)
        : numbers("target", ((LabelSummary.Targets) summary).columns());
  }

  /**
   * @param transform that texts are made readable by
   */
  static String features(Transform transform, FeatureSummary summary) {
    if (summary instanceof FeatureSummary.TokenPairs pairs) {
      return "texts\n%s\ntranslations\n%s"
          .formatted(tokens(transform, pairs.source()), tokens(transform, pairs.target()));
    }
    return summary instanceof FeatureSummary.Numbers numbers
        ? numbers(heading(transform.features()), numbers.columns())
        : tokens(transform, (FeatureSummary.Tokens) summary);
  }

  private static String heading(Features features) {
    if (features instanceof Features.Spectrogram) {
      return "band";
    }
    return features instanceof Features.Image ? "channel" : "column";
  }

  private static String classes(List<String> names, LabelSummary.Classes classes) {
    List<String> heading = new ArrayList<>(List.of("class"));
    for (Part part : Part.values()) {
      heading.add(part.name().toLowerCase(Locale.ROOT));
      heading.add("share");
    }
    TextTable table = new TextTable(heading);
    for (int i = 0; i < Math.min(MAX_ROWS, names.size()); i++) {
      List<String> cells = new ArrayList<>(List.of(ScoreTable.name(names.get(i))));
      for (Part part : Part.values()) {
        long count = classes.counts().get(part).get(i);
        cells.add(Numbers.count(count));
        cells.add(count == 0 ? "" : Numbers.percent(classes.share(part, i)));
      }
      table.row(cells);
    }
    return table.render() + rest(names.size(), "classes");
  }

  private static String numbers(String heading, List<NumberSummary> columns) {
    TextTable table = new TextTable(List.of(heading, "mean", "deviation", "min", "max"));
    for (NumberSummary column : columns.subList(0, Math.min(MAX_ROWS, columns.size()))) {
      table.row(
          ScoreTable.name(column.name()),
          Numbers.significant(column.mean()),
          Numbers.significant(column.deviation()),
          Numbers.significant(column.min()),
          Numbers.significant(column.max()));
    }
    return table.render() + rest(columns.size(), heading + "s");
  }

  private static String rest(int size, String what) {
    return size > MAX_ROWS ? "... %s of %s\n".formatted(MAX_ROWS, size + " " + what) : "";
  }

  private static String tokens(Transform transform, FeatureSummary.Tokens tokens) {
    String lengths =
        """
        tokens a text: %s to %s, median %s, mean %s; %s have all %s that are kept
        padding: %s of a batch
        unknown: %s of tokens
        known tokens that occur: %s of %s
        """
            .formatted(
                tokens.lengthAt(0),
                tokens.lengthAt(1),
                tokens.lengthAt(0.5),
                Numbers.significant((double) tokens.numTokens() / tokens.numTexts()),
                Numbers.percent(
                    (double) tokens.lengths().get(tokens.maxTokens()) / tokens.numTexts()),
                tokens.maxTokens(),
                Numbers.percent(tokens.paddingShare()),
                Numbers.percent(tokens.unknownShare()),
                Numbers.count(tokens.numDifferent()),
                Numbers.count(tokens.numKnown()));
    TokenNames names = new TokenNames(transform);
    TextTable table = new TextTable(List.of("token", "times", "share"));
    for (int token : tokens.mostFrequent(MAX_TOKENS)) {
      long count = tokens.counts().get(token);
      table.row(
          '"' + ExampleText.line(names.of(token)) + '"',
          Numbers.count(count),
          Numbers.percent((double) count / tokens.numTokens()));
    }
    return lengths + "\n" + table.render();
  }
}
