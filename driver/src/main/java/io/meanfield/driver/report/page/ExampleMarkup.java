package io.meanfield.driver.report.page;

import io.meanfield.datasets.describe.Description;
import io.meanfield.datasets.describe.Example;
import io.meanfield.datasets.describe.Place;
import io.meanfield.datasets.describe.ShardList;
import io.meanfield.datasets.transform.Explained;
import java.util.List;
import java.util.stream.IntStream;

/** Examples as a page shows them. */
final class ExampleMarkup {
  private static final int MAX_LENGTH = 600;
  private static final int MAX_COLUMNS = 30;

  private final Description description;
  private final ShardList shards;

  ExampleMarkup(Description description) {
    this.description = description;
    this.shards = ShardList.of(description.dataset().manifest());
  }

  /** Where an example is, and its label. */
  void caption(Markup page, Place place) {
    page.element("b", description.example(place).label())
        .text(" ")
        .element("small", shards.inWords(place));
  }

  /** Its features alone. */
  void features(Markup page, Place place) {
    Explained features = description.example(place).features();
    if (features instanceof Explained.Image image) {
      page.empty("img", "src", Png.dataUri(image), "alt", "");
    } else if (features instanceof Explained.Text text) {
      page.element("q", shortened(text.text()));
    } else if (features instanceof Explained.TextPair pair) {
      page.element("q", shortened(pair.source())).text(" ").element("q", shortened(pair.target()));
    } else {
      row(page, (Explained.Row) features);
    }
  }

  /** All of these side by side, or every second one below the other. */
  void gallery(Markup page, List<Place> places) {
    if (places.isEmpty()) {
      return;
    }
    Explained first = description.example(places.get(0)).features();
    List<Place> some =
        IntStream.range(0, places.size()).filter(i -> i % 2 == 0).mapToObj(places::get).toList();
    if (first instanceof Explained.Image) {
      page.element("div.images", all -> places.forEach(place -> image(all, place)));
    } else if (first instanceof Explained.Text || first instanceof Explained.TextPair) {
      page.element("div.texts", all -> some.forEach(place -> text(all, place)));
    } else {
      List<String> names = ((Explained.Row) first).names();
      table(page, some, names.stream().limit(MAX_COLUMNS).toList());
    }
  }

  private void image(Markup page, Place place) {
    page.element(
        "figure",
        figure -> {
          features(figure, place);
          figure.element("figcaption", description.example(place).label());
        },
        "title",
        shards.inWords(place));
  }

  private void text(Markup page, Place place) {
    page.element(
        "figure",
        figure -> {
          features(figure, place);
          figure.element("figcaption", caption -> caption(caption, place));
        });
  }

  private void table(Markup page, List<Place> places, List<String> names) {
    page.element(
        "div.wide",
        wide ->
            wide.element(
                "table",
                table -> {
                  table.element(
                      "tr",
                      heading -> {
                        heading.element("th", "label");
                        names.forEach(name -> heading.element("th", name));
                      });
                  places.forEach(place -> table.element("tr", row -> cells(row, place, names)));
                }));
  }

  private void cells(Markup row, Place place, List<String> names) {
    Example example = description.example(place);
    List<String> values = ((Explained.Row) example.features()).values();
    row.element("td", example.label(), "title", shards.inWords(place));
    values.stream().limit(names.size()).forEach(value -> row.element("td", shortened(value)));
  }

  private static void row(Markup page, Explained.Row row) {
    int size = Math.min(MAX_COLUMNS, row.names().size());
    page.element(
        "span.row",
        cells ->
            IntStream.range(0, size)
                .forEach(
                    i ->
                        cells
                            .element("small", row.names().get(i) + " ")
                            .text(shortened(row.values().get(i)) + (i < size - 1 ? ", " : ""))));
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= MAX_LENGTH
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MAX_LENGTH)) + "\u2026";
  }
}
