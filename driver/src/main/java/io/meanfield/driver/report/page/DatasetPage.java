package io.meanfield.driver.report.page;

import io.meanfield.datasets.BadRecords;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.PartInfo;
import io.meanfield.datasets.ShardInfo;
import io.meanfield.datasets.describe.Description;
import io.meanfield.datasets.describe.Repeat;
import io.meanfield.driver.report.MixtureTable;
import io.meanfield.driver.report.NamedFinding;
import io.meanfield.driver.report.Numbers;
import io.meanfield.driver.report.SchemaWords;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The page; the same data set gives the same bytes. */
public final class DatasetPage {
  private final Description description;
  private final Manifest manifest;
  private final List<NamedFinding> findings;
  private final ExampleMarkup examples;

  private DatasetPage(Description description) {
    this.description = description;
    this.manifest = description.dataset().manifest();
    this.findings = NamedFinding.all(description.repeats());
    this.examples = new ExampleMarkup(description);
  }

  public static String of(Description description) {
    return "<!DOCTYPE html>\n" + new DatasetPage(description).document() + "\n";
  }

  private Markup document() {
    String folder = description.dataset().folder();
    String name = folder.substring(folder.lastIndexOf('/') + 1);
    StatisticsMarkup statistics = new StatisticsMarkup(description);
    return new Markup()
        .element(
            "html",
            html ->
                html.element(
                        "head",
                        head ->
                            head.empty("meta", "charset", "utf-8")
                                .empty(
                                    "meta",
                                    "name",
                                    "viewport",
                                    "content",
                                    "width=device-width, initial-scale=1")
                                .element("title", name)
                                .element("style", style -> style.raw(styles())))
                    .element(
                        "body",
                        body -> {
                          header(body, name);
                          cards(body);
                          parts(body);
                          mixture(body);
                          statistics.labels(body);
                          samples(body);
                          statistics.features(body);
                          repeats(body);
                          badRecords(body);
                        }),
            "lang",
            "en");
  }

  private void header(Markup page, String name) {
    page.element(
        "header",
        header -> {
          header.element("h1", name);
          header.element("p.soft", description.dataset().folder());
          header.element(
              "dl",
              facts -> {
                facts.element("dt", "features").element("dd", SchemaWords.of(manifest.features()));
                facts.element("dt", "labels").element("dd", SchemaWords.of(manifest.labels()));
                facts.element("dt", "transform");
                manifest.transform().inWords().forEach(words -> facts.element("dd", words));
                facts
                    .element("dt", "manifest")
                    .element("dd", hash -> hash.element("code", manifest.hash()));
              });
        });
  }

  private void cards(Markup page) {
    long numExamples = 0;
    for (Part part : Part.values()) {
      numExamples += manifest.part(part).numExamples();
    }
    String all = Numbers.count(numExamples);
    page.element(
        "div.cards",
        cards -> {
          card(cards, "div.card", "examples", all);
          findings.forEach(named -> problem(cards, named.name(), named.finding().numExamples()));
          problem(cards, "bad records", manifest.badRecords().count());
        });
  }

  private static void problem(Markup page, String name, long count) {
    card(page, count == 0 ? "div.card.well" : "div.card.problem", name, Numbers.count(count));
  }

  private static void card(Markup page, String element, String name, String value) {
    page.element(element, card -> card.element("b", value).element("span", name));
  }

  private void parts(Markup page) {
    page.element(
        "section",
        section ->
            section
                .element("h2", "Parts")
                .element(
                    "table",
                    table -> {
                      table.element(
                          "tr",
                          heading ->
                              heading
                                  .element("th", "part")
                                  .element("th.number", "examples")
                                  .element("th.number", "shards")
                                  .element("th.number", "examples a shard")
                                  .element("th.number", "size"));
                      for (Part part : Part.values()) {
                        table.element("tr", row -> part(row, part, manifest.part(part)));
                      }
                    }));
  }

  private void mixture(Markup page) {
    List<List<String>> rows = MixtureTable.rows(manifest.part(Part.TRAIN));
    if (rows.isEmpty()) {
      return;
    }
    page.element(
        "section",
        section ->
            section
                .element("h2", "Mixture")
                .element(
                    "table",
                    table -> {
                      table.element("tr", heading -> cells(heading, "th", MixtureTable.HEADING));
                      rows.forEach(row -> table.element("tr", cells -> cells(cells, "td", row)));
                    }));
  }

  private static void cells(Markup row, String name, List<String> texts) {
    row.element(name, texts.get(0));
    texts.stream().skip(1).forEach(text -> row.element(name + ".number", text));
  }

  private static void part(Markup row, Part part, PartInfo info) {
    int numShards = info.shards().size();
    long numBytes = info.shards().stream().mapToLong(ShardInfo::bytes).sum();
    row.element("td", part.name().toLowerCase(Locale.ROOT))
        .element("td.number", Numbers.count(info.numExamples()))
        .element("td.number", Numbers.count(numShards))
        .element("td.number", numShards == 0 ? "" : Numbers.count(info.numExamples() / numShards))
        .element("td.number", Numbers.bytes(numBytes));
  }

  private void samples(Markup page) {
    page.element(
        "section",
        section -> {
          section.element("h2", "Examples of the training part");
          examples.gallery(section, description.samples());
        });
  }

  private void repeats(Markup page) {
    page.element(
        "section",
        section -> {
          section.element("h2", "The same features several times");
          section.element("p.soft", "Compared are encoded features, in all parts, to the byte.");
          for (NamedFinding named : findings) {
            section.element(
                "h3", named.name() + ": " + Numbers.count(named.finding().numExamples()));
            if (named.finding().numExamples() > 0) {
              section.element("p.soft", named.meaning());
              named.finding().first().forEach(repeat -> repeat(section, repeat));
            }
          }
        });
  }

  private void repeat(Markup page, Repeat repeat) {
    page.element(
        "div.repeat",
        one -> {
          examples.features(one, repeat.first());
          one.element(
              "div",
              places -> {
                places.element("p", place -> examples.caption(place, repeat.first()));
                places.element("p", place -> examples.caption(place, repeat.second()));
                if (repeat.numExamples() > 2) {
                  places.element(
                      "p.soft", Numbers.count(repeat.numExamples()) + " examples in all parts");
                }
              });
        });
  }

  private void badRecords(Markup page) {
    BadRecords bad = manifest.badRecords();
    page.element(
        "section",
        section -> {
          section.element("h2", "Bad records: " + Numbers.count(bad.count()));
          if (!bad.first().isEmpty()) {
            section.element(
                "div.wide",
                wide ->
                    wide.element(
                        "table",
                        table -> {
                          table.element(
                              "tr",
                              heading ->
                                  List.of("file", "place", "reason")
                                      .forEach(name -> heading.element("th", name)));
                          bad.first()
                              .forEach(
                                  record ->
                                      table.element(
                                          "tr",
                                          row ->
                                              row.element("td", record.file())
                                                  .element("td", record.position())
                                                  .element("td", record.reason())));
                        }));
          }
        });
  }

  private static String styles() {
    try (InputStream in = DatasetPage.class.getResourceAsStream("dataset-page.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
