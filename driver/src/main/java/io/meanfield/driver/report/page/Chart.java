package io.meanfield.driver.report.page;

import io.meanfield.datasets.describe.Histogram;
import io.meanfield.driver.report.Numbers;
import java.util.List;
import java.util.Locale;

/** Charts as SVG within the page, in the page's colours. */
final class Chart {
  private static final int MAX_BARS = 64;
  private static final int BAR_WIDTH = 4;
  private static final int HEIGHT = 56;

  private Chart() {}

  /** Counts over a range of numbers; a bar is as high as its count is large. */
  static void histogram(Markup page, Histogram histogram) {
    List<Long> counts = histogram.counts();
    int perBar = (counts.size() + MAX_BARS - 1) / MAX_BARS;
    int numBars = (counts.size() + perBar - 1) / perBar;
    long[] bars = new long[numBars];
    long highest = 1;
    for (int i = 0; i < counts.size(); i++) {
      bars[i / perBar] += counts.get(i);
      highest = Math.max(highest, bars[i / perBar]);
    }
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < numBars; i++) {
      if (bars[i] > 0) {
        double height = Math.max(1, (double) HEIGHT * bars[i] / highest);
        path.append(
            String.format(
                Locale.ROOT,
                "M%d %dv-%.1fh%dv%.1fz",
                i * BAR_WIDTH,
                HEIGHT,
                height,
                BAR_WIDTH - 1,
                height));
      }
    }
    String title = "highest bar: %s".formatted(Numbers.count(highest));
    page.element(
        "figure.plot",
        figure ->
            figure
                .element(
                    "svg.histogram",
                    svg -> svg.element("title", title).empty("path", "d", path.toString()),
                    "viewBox",
                    "0 0 %s %s".formatted(numBars * BAR_WIDTH - 1, HEIGHT),
                    "preserveAspectRatio",
                    "none",
                    "role",
                    "img")
                .element(
                    "figcaption",
                    ends ->
                        ends.element("span", Numbers.significant(histogram.min()))
                            .element("span", Numbers.significant(histogram.max()))));
  }

  /** A bar that is as long as a share of the longest one. */
  static void bar(Markup page, double share) {
    page.element(
        "svg.bar",
        svg ->
            svg.empty(
                "rect",
                "width",
                String.format(Locale.ROOT, "%.1f", 100 * share),
                "height",
                "10",
                "rx",
                "1"),
        "viewBox",
        "0 0 100 10",
        "preserveAspectRatio",
        "none",
        "role",
        "presentation");
  }
}
