package io.meanfield.driver.report;

import io.meanfield.datasets.BadRecords;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.PartInfo;
import io.meanfield.datasets.ShardInfo;
import io.meanfield.datasets.describe.Description;
import io.meanfield.datasets.describe.Place;
import io.meanfield.datasets.describe.Repeat;
import io.meanfield.datasets.describe.ShardList;
import io.meanfield.datasets.source.RawResult;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A description of a data set as text, lines ended by a line feed. */
public final class DatasetText {
  private static final int NUM_EXAMPLES = 5;

  private final Description description;
  private final Manifest manifest;
  private final ShardList shards;

  private DatasetText(Description description) {
    this.description = description;
    this.manifest = description.dataset().manifest();
    this.shards = ShardList.of(manifest);
  }

  public static String of(Description description) {
    DatasetText text = new DatasetText(description);
    Manifest manifest = text.manifest;
    return String.join(
        "\n",
        text.schema(),
        text.parts(),
        StatisticsText.labels(manifest.labels(), description.labels()),
        StatisticsText.features(manifest.transform(), description.features()),
        text.repeats(),
        text.badRecords(),
        text.examples());
  }

  private String schema() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        data set:  %s
        features:  %s
        labels:    %s
        """
            .formatted(
                ExampleText.line(description.dataset().folder()),
                SchemaWords.of(manifest.features()),
                ExampleText.line(SchemaWords.of(manifest.labels()))));
    String start = "transform: ";
    for (String sentence : manifest.transform().inWords()) {
      text.append(start).append(ExampleText.line(sentence)).append('\n');
      start = "           ";
    }
    return text.toString();
  }

  private String parts() {
    long all = 0;
    for (Part part : Part.values()) {
      all += manifest.part(part).numExamples();
    }
    TextTable table =
        new TextTable(List.of("part", "examples", "share", "shards", "examples a shard", "size"));
    for (Part part : Part.values()) {
      PartInfo info = manifest.part(part);
      table.row(
          part.name().toLowerCase(Locale.ROOT),
          Numbers.count(info.numExamples()),
          Numbers.percent((double) info.numExamples() / all),
          Numbers.count(info.shards().size()),
          range(info.shards()),
          Numbers.bytes(info.shards().stream().mapToLong(ShardInfo::bytes).sum()));
    }
    String mixture = MixtureTable.text(manifest.part(Part.TRAIN));
    return table.render() + (mixture.isEmpty() ? "" : "\n" + mixture);
  }

  private static String range(List<ShardInfo> shards) {
    int min = shards.stream().mapToInt(ShardInfo::numExamples).min().orElse(0);
    int max = shards.stream().mapToInt(ShardInfo::numExamples).max().orElse(0);
    return min == max ? Numbers.count(min) : Numbers.count(min) + " - " + Numbers.count(max);
  }

  private String repeats() {
    TextTable table = new TextTable(List.of("the same features", "examples", "features"));
    StringBuilder found = new StringBuilder();
    for (NamedFinding named : NamedFinding.all(description.repeats())) {
      table.row(
          named.name(),
          Numbers.count(named.finding().numExamples()),
          Numbers.count(named.finding().numFeatures()));
      if (named.finding().numExamples() > 0) {
        found.append("\n%s: %s\n".formatted(named.name(), named.meaning()));
      }
      named.finding().first().forEach(repeat -> found.append(line(repeat)));
    }
    return table.render() + found;
  }

  private String line(Repeat repeat) {
    return "  %s = %s%s\n"
        .formatted(
            example(repeat.first()),
            example(repeat.second()),
            ExampleText.inline(description.example(repeat.first()).features()));
  }

  private String example(Place place) {
    String label = ExampleText.line(description.example(place).label());
    return shards.inWords(place) + (label.isEmpty() ? "" : " (" + label + ")");
  }

  private String badRecords() {
    BadRecords bad = manifest.badRecords();
    StringBuilder text = new StringBuilder("bad records: " + Numbers.count(bad.count()) + "\n");
    for (RawResult.Bad record : bad.first()) {
      text.append("  ").append(ExampleText.line(record.toString())).append('\n');
    }
    if (bad.count() > bad.first().size()) {
      text.append("  ...\n");
    }
    return text.toString();
  }

  private String examples() {
    List<Place> samples = description.samples();
    int number = Math.min(NUM_EXAMPLES, samples.size());
    return IntStream.range(0, number)
        .mapToObj(i -> samples.get(i * samples.size() / number))
        .map(
            place ->
                example(place) + "\n" + ExampleText.block(description.example(place).features()))
        .collect(Collectors.joining("\n"));
  }
}
