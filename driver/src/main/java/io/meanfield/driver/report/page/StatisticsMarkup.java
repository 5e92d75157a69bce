package io.meanfield.driver.report.page;

import io.meanfield.datasets.Labels;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.describe.Description;
import io.meanfield.datasets.describe.FeatureSummary;
import io.meanfield.datasets.describe.Histogram;
import io.meanfield.datasets.describe.LabelSummary;
import io.meanfield.datasets.describe.NumberSummary;
import io.meanfield.driver.report.Numbers;
import io.meanfield.driver.report.TokenNames;
import java.util.List;
import java.util.Locale;

/** Statistics of labels and features as tables and charts. */
final class StatisticsMarkup {
  private static final int MAX_ROWS = 100;
  private static final int MAX_TOKENS = 30;

  private final Description description;
  private final Manifest manifest;

  StatisticsMarkup(Description description) {
    this.description = description;
    this.manifest = description.dataset().manifest();
  }

  void labels(Markup page) {
    if (manifest.labels() instanceof Labels.None) {
      return;
    }
    page.element(
        "section",
        section -> {
          if (description.labels() instanceof LabelSummary.Classes classes) {
            section.element("h2", "Classes");
            classes(section, manifest.labels().names(), classes);
          } else {
            section.element("h2", "Targets");
            numbers(section, ((LabelSummary.Targets) description.labels()).columns());
          }
        });
  }

  void features(Markup page) {
    page.element(
        "section",
        section -> {
          section.element("h2", "Features");
          if (description.features() instanceof FeatureSummary.Numbers numbers) {
            numbers(section, numbers.columns());
          } else if (description.features() instanceof FeatureSummary.TokenPairs pairs) {
            tokens(section.element("h3", "Texts"), pairs.source());
            tokens(section.element("h3", "Translations"), pairs.target());
          } else {
            tokens(section, (FeatureSummary.Tokens) description.features());
          }
        });
  }

  private static void classes(Markup page, List<String> names, LabelSummary.Classes classes) {
    double largest = 0;
    for (Part part : Part.values()) {
      for (int i = 0; i < names.size(); i++) {
        largest = Math.max(largest, share(classes, part, i));
      }
    }
    double longest = largest;
    page.element(
        "table",
        table -> {
          table.element(
              "tr",
              heading -> {
                heading.element("th", "class");
                for (Part part : Part.values()) {
                  heading.element("th", part.name().toLowerCase(Locale.ROOT), "colspan", "3");
                }
              });
          for (int i = 0; i < Math.min(MAX_ROWS, names.size()); i++) {
            int label = i;
            table.element(
                "tr",
                row -> {
                  row.element("td", names.get(label));
                  for (Part part : Part.values()) {
                    double share = share(classes, part, label);
                    row.element("td.number", Numbers.count(classes.counts().get(part).get(label)))
                        .element("td.number.soft", Numbers.percent(share))
                        .element("td.chart", chart -> Chart.bar(chart, share / longest));
                  }
                });
          }
        });
    rest(page, names.size(), "classes");
  }

  private static double share(LabelSummary.Classes classes, Part part, int label) {
    return classes.counts().get(part).get(label) == 0 ? 0 : classes.share(part, label);
  }

  private static void numbers(Markup page, List<NumberSummary> columns) {
    page.element(
        "table",
        table -> {
          table.element(
              "tr",
              heading ->
                  heading
                      .element("th", "")
                      .element("th.number", "mean")
                      .element("th.number", "deviation")
                      .element("th.number", "min")
                      .element("th.number", "max")
                      .element("th", "distribution"));
          columns.stream()
              .limit(MAX_ROWS)
              .forEach(
                  column ->
                      table.element(
                          "tr",
                          row -> {
                            row.element("td", column.name())
                                .element("td.number", Numbers.significant(column.mean()))
                                .element("td.number", Numbers.significant(column.deviation()))
                                .element("td.number", Numbers.significant(column.min()))
                                .element("td.number", Numbers.significant(column.max()))
                                .element(
                                    "td.chart",
                                    chart ->
                                        column
                                            .histogram()
                                            .ifPresent(found -> Chart.histogram(chart, found)));
                          }));
        });
    rest(page, columns.size(), "columns");
  }

  private void tokens(Markup page, FeatureSummary.Tokens tokens) {
    page.element(
        "div.columns",
        columns ->
            columns
                .element("div", side -> lengths(side, tokens))
                .element("div", side -> frequent(side, tokens)));
  }

  private static void lengths(Markup page, FeatureSummary.Tokens tokens) {
    page.element("h3", "Tokens a text");
    Chart.histogram(page, new Histogram(0, tokens.maxTokens(), tokens.lengths()));
    page.element(
        "table",
        table -> {
          fact(table, "median", Numbers.count(tokens.lengthAt(0.5)));
          double mean = (double) tokens.numTokens() / tokens.numTexts();
          fact(table, "mean", Numbers.significant(mean));
          double full = (double) tokens.lengths().get(tokens.maxTokens()) / tokens.numTexts();
          fact(
              table,
              "texts with all %s that are kept".formatted(tokens.maxTokens()),
              Numbers.percent(full));
          fact(table, "padding of a batch", Numbers.percent(tokens.paddingShare()));
          fact(table, "unknown tokens", Numbers.percent(tokens.unknownShare()));
          fact(
              table,
              "known tokens that occur",
              "%s of %s"
                  .formatted(
                      Numbers.count(tokens.numDifferent()), Numbers.count(tokens.numKnown())));
        });
  }

  private static void fact(Markup table, String name, String value) {
    table.element("tr", row -> row.element("td", name).element("td.number", value));
  }

  private void frequent(Markup page, FeatureSummary.Tokens tokens) {
    TokenNames names = new TokenNames(manifest.transform());
    List<Integer> shown = tokens.mostFrequent(MAX_TOKENS);
    page.element("h3", "Most frequent tokens");
    page.element(
        "table",
        table ->
            shown.forEach(
                token -> {
                  long count = tokens.counts().get(token);
                  table.element(
                      "tr",
                      row ->
                          row.element("td", name -> name.element("code", names.of(token)))
                              .element("td.number", Numbers.count(count))
                              .element(
                                  "td.chart",
                                  chart ->
                                      Chart.bar(
                                          chart,
                                          (double) count / tokens.counts().get(shown.get(0)))));
                }));
  }

  private static void rest(Markup page, int size, String what) {
    if (size > MAX_ROWS) {
      page.element(
          "p.soft", "The first %s of %s %s.".formatted(MAX_ROWS, Numbers.count(size), what));
    }
  }
}
