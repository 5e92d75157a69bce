package io.meanfield.driver.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meanfield.datasets.ingest.DatasetConfig;
import io.meanfield.datasets.ingest.IngestConfig;
import io.meanfield.datasets.source.Columns;
import io.meanfield.datasets.source.CsvSource;
import io.meanfield.datasets.transform.CategoryForm;
import io.meanfield.datasets.transform.NumberScaling;
import io.meanfield.datasets.transform.TableConfig;
import io.meanfield.datasets.transform.TargetScaling;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The sections that say what the columns of a table are and what becomes of them. */
@Tag("unit")
class TestTableSection {
  record Run(DatasetConfig dataset) {}

  private static final String YAML =
      """
      dataset:
        shards: data/houses
        source:
          format: csv
          train: [houses.csv]
          columns:
            numbers: [area, rooms]
            categories: [quarter]
            booleans: [garage]
            dates: [built]
            targets: [price]
        transform: {kind: table}
      """;

  @Test
  void whatIsLeftOutHasADefault() {
    assertEquals(
        columns(List.of("", "NA", "N/A", "NaN", "null")),
        ((CsvSource) dataset(read(YAML)).source()).columns());
    assertEquals(
        new TableConfig(NumberScaling.STANDARDISE, CategoryForm.ONE_HOT, 50, 1, TargetScaling.NONE),
        dataset(read(YAML)).transform());
  }

  @Test
  void everyKeyIsReadAndWritten() {
    String yaml =
        YAML.replace(
                "targets: [price]", "targets: [price]\n      missing: [\"\", NaN, 'null', \"?\"]")
            .replace(
                "{kind: table}",
                "{kind: table, numbers: min-max, categories: embedding, max-categories: 9, min-count: 2}");
    Run run = read(yaml);
    assertEquals(
        columns(List.of("", "NaN", "null", "?")), ((CsvSource) dataset(run).source()).columns());
    assertEquals(
        new TableConfig(NumberScaling.MIN_MAX, CategoryForm.EMBEDDING, 9, 2, TargetScaling.NONE),
        dataset(run).transform());
    assertEquals(run, read(EffectiveConfig.toYaml(run)));
  }

  @Test
  void aTranslationIsReadAndWritten() {
    int start = YAML.indexOf("      numbers:");
    int end = YAML.indexOf("  transform:");
    String columns = "      text: en\n      translation: fr\n";
    String pairs =
        YAML.substring(end)
            .replace(
                "{kind: table}",
                "{kind: text-pair, max-source-tokens: 5, max-target-tokens: 6, tokenizer: {kind: words, max-words: 50}}");
    Run run = read(YAML.substring(0, start) + columns + pairs);
    List<String> none = List.of();
    List<String> missing = List.of("", "NA", "N/A", "NaN", "null");
    assertEquals(
        new Columns("en", "fr", "", none, none, none, none, "", none, missing),
        ((CsvSource) dataset(run).source()).columns());
    assertEquals(run, read(EffectiveConfig.toYaml(run)));
  }

  @Test
  void nullWithoutQuotesIsNoWord() {
    String yaml = YAML.replace("targets: [price]", "targets: [price]\n      missing: [null]");
    ConfigException refusal = assertThrows(ConfigException.class, () -> read(yaml));
    assertEquals(
        List.of("expected text, found nothing"),
        refusal.problems().stream().map(Problem::message).toList());
  }

  private static Columns columns(List<String> missing) {
    return new Columns(
        "",
        "",
        "",
        List.of("area", "rooms"),
        List.of("quarter"),
        List.of("garage"),
        List.of("built"),
        "",
        List.of("price"),
        missing);
  }

  private static Run read(String yaml) {
    return ConfigReader.of(Run.class).read("x.yaml", SampleRun.utf8(yaml), List.of());
  }

  private static IngestConfig dataset(Run run) {
    return (IngestConfig) run.dataset();
  }
}
