package io.meanfield.datasets.ingest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.Batch;
import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.Labels;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.division.ClassSplit;
import io.meanfield.datasets.division.GroupSplit;
import io.meanfield.datasets.division.Holdout;
import io.meanfield.datasets.division.RecordSplit;
import io.meanfield.datasets.division.SplitConfig;
import io.meanfield.datasets.fake.PatientJobs;
import io.meanfield.datasets.plan.StepPlan.Range;
import io.meanfield.datasets.shard.BatchReader;
import io.meanfield.datasets.shard.CacheFolder;
import io.meanfield.datasets.shard.Compression;
import io.meanfield.datasets.source.Columns;
import io.meanfield.datasets.source.CsvSource;
import io.meanfield.datasets.source.Documents;
import io.meanfield.datasets.source.JsonLinesSource;
import io.meanfield.datasets.source.ParallelFiles;
import io.meanfield.datasets.source.ParallelTextSource;
import io.meanfield.datasets.source.ParquetSource;
import io.meanfield.datasets.source.Source;
import io.meanfield.datasets.source.SparkSource;
import io.meanfield.datasets.source.Tables;
import io.meanfield.datasets.source.TextSource;
import io.meanfield.datasets.source.TextUnit;
import io.meanfield.datasets.source.TsvSource;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.transform.TextConfig;
import io.meanfield.datasets.transform.TextPairConfig;
import io.meanfield.datasets.transform.TransformConfig;
import io.meanfield.datasets.transform.text.BytePairConfig;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts and their translations become the same shards, whatever they are written as. */
@Tag("unit")
class TestIngestPairs {
  private static final Columns COLUMNS = Tables.translations("en", "fr");
  private static final List<String> NONE = List.of();
  private static final SplitConfig BY_CHANCE = RecordSplit.ofFractions(0.1, 0.2);
  private static final TransformConfig TEXT_PAIR =
      new TextPairConfig(60, 70, new BytePairConfig(300));

  /** A row; a side that is blank is a null where the format has it. */
  private record Pair(String text, String translation) {
    String row(Function<String, String> cell, String format) {
      return format.formatted(cell.apply(text), cell.apply(translation));
    }
  }

  private static SparkSession session;

  @TempDir Path folder;
  private final Storage storage = new Storage(new Configuration(false));

  @BeforeAll
  static void startSpark() {
    session = LocalSpark.session();
  }

  @AfterAll
  static void stopSpark() {
    session.stop();
  }

  @Test
  void theirShardsAreThoseOfParallelFilesToTheByte() throws IOException {
    Map<String, byte[]> expected = null;
    for (Source source : List.of(parallel(), tsv(), csv(), json(), parquet())) {
      Dataset dataset = ingest(source, TEXT_PAIR, BY_CHANCE);
      Map<String, byte[]> shards = shards(dataset);
      if (expected == null) {
        expected = shards;
      }
      assertEquals(new Labels.None(), dataset.manifest().labels());
      assertEquals(2, dataset.manifest().badRecords().count(), source::toString);
      assertEquals(118, tokens(dataset).size(), source::toString);
      assertEquals(expected.keySet(), shards.keySet(), source::toString);
      expected.forEach(
          (name, bytes) -> assertArrayEquals(bytes, shards.get(name), name + " of " + source));
    }
    assertEquals(3, expected.size());
  }

  @Test
  void rowsOfSparkHaveTheSameTokensInAnotherOrder() throws IOException {
    SplitConfig all = RecordSplit.ofFractions(0, 0);
    List<String> expected = tokens(ingest(parallel(), TEXT_PAIR, all));
    rows().write().orc(folder.resolve("orc").toString());
    for (String query :
        List.of(
            "",
            "SELECT translation.en, translation.fr FROM (SELECT struct(en, fr) AS translation FROM input)")) {
      Source orc = new SparkSource("orc", Map.of(), List.of(path("orc")), query, COLUMNS);
      Dataset dataset = ingest(orc, TEXT_PAIR, all);
      assertEquals(2, dataset.manifest().badRecords().count());
      assertEquals(expected, tokens(dataset), query);
    }
  }

  @Test
  void thePairsOfAGroupAreInOnePart() throws IOException {
    List<String> lines = new ArrayList<>(List.of("en\tfr\ttopic"));
    for (int i = 0; i < 90; i++) {
      lines.add("t%d\tt%d\ttopic %d".formatted(i / 9, i, i / 9));
    }
    Files.write(folder.resolve("topics.tsv"), lines);
    Source source = new TsvSource(List.of(path("topics.tsv")), NONE, COLUMNS);
    Dataset dataset = ingest(source, TEXT_PAIR, new GroupSplit("topic", Holdout.parse("0.1"), 0.2));
    for (Part part : Part.values()) {
      assertTrue(dataset.manifest().part(part).numExamples() > 0, part::name);
      assertEquals(0, dataset.manifest().part(part).numExamples() % 9, part::name);
    }
  }

  @Test
  void theTransformMustBeOfTheKindThatTheSourceGives() throws IOException {
    TransformConfig text = new TextConfig(60, new BytePairConfig(300));
    for (Source source : List.of(parallel(), tsv(), parquet())) {
      assertRefused(
          source,
          text,
          BY_CHANCE,
          "expected transform {kind: text-pair} for texts with translations, found TextConfig[");
    }
    assertRefused(
        new TsvSource(List.of(path(tsv())), NONE, Tables.text("en", "fr")),
        TEXT_PAIR,
        BY_CHANCE,
        "expected a source with translations for transform {kind: text-pair}, found one without");
    assertRefused(
        new TextSource(List.of(path(tsv())), NONE, TextUnit.LINE, Documents.SEPARATE, "utf-8"),
        TEXT_PAIR,
        BY_CHANCE,
        "expected transform {kind: text} with max-tokens of at least 2 for the format text, found");
  }

  @Test
  void translationsAreNoClassesToDivideBy() throws IOException {
    for (Source source : List.of(parallel(), tsv(), parquet())) {
      assertRefused(
          source,
          TEXT_PAIR,
          new ClassSplit(Holdout.parse("0.1"), 0.2),
          "expected classes for split.by class, found a source of targets or translations: split by record, group or time");
    }
  }

  private void assertRefused(
      Source source, TransformConfig transform, SplitConfig split, String expected) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> config(source, transform, split))
            .getMessage();
    assertTrue(message.startsWith(expected), message);
  }

  @Test
  void aColumnThatIsNotThereIsSaidBeforeAnyJobStarts() throws IOException {
    Columns wrong = Tables.translations("en", "french");
    for (Source source :
        List.of(
            new TsvSource(List.of(path(tsv())), NONE, wrong),
            new CsvSource(List.of(path(csv())), NONE, wrong),
            new ParquetSource(List.of(path(parquet())), NONE, wrong))) {
      DatasetConfig config = config(source, TEXT_PAIR, BY_CHANCE);
      IngestJob ingest = new IngestJob(context(), new NoJobs(), storage);
      String message =
          assertThrows(DataException.class, () -> ingest.run(config, () -> "/")).getMessage();
      assertTrue(
          message.contains("expected the column french, found the columns [en, fr]"), message);
    }
    Source rows = new SparkSource("", Map.of(), NONE, "SELECT 'a' AS en, 'b' AS fr", wrong);
    String message =
        assertThrows(DataException.class, () -> ingest(rows, TEXT_PAIR, BY_CHANCE)).getMessage();
    assertTrue(message.contains("expected the column french, found the columns [en, fr]"), message);
  }

  /** Lets nobody wait for a job. */
  private record NoJobs() implements JobRunner {
    @Override
    public <T> T await(String what, JavaFutureAction<T> job) {
      throw new AssertionError("expected no job, found " + what);
    }

    @Override
    public void run(String what, Callable<Void> action) {
      throw new AssertionError("expected no job, found " + what);
    }
  }

  private static List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < 118; i++) {
      pairs.add(
          new Pair(
              " say \"%d\", then, Größe %s ".formatted(i, "again ".repeat(i % 7)),
              "dis « %d », puis, \"NA\" %s".formatted(i, "encore ".repeat(i % 5))));
      if (i % 40 == 20) {
        pairs.add(new Pair("", ""));
      }
    }
    pairs.add(30, new Pair("alone", ""));
    pairs.add(60, new Pair("", "seul"));
    return pairs;
  }

  private Source parallel() throws IOException {
    Files.write(folder.resolve("pairs.en"), pairs().stream().map(Pair::text).toList());
    Files.write(folder.resolve("pairs.fr"), pairs().stream().map(Pair::translation).toList());
    return new ParallelTextSource(
        List.of(new ParallelFiles(path("pairs.en"), path("pairs.fr"))), List.of(), "utf-8");
  }

  private Source tsv() throws IOException {
    return new TsvSource(
        List.of(write("pairs.tsv", "en\tfr", cell -> cell, "%s\t%s")), NONE, COLUMNS);
  }

  private Source csv() throws IOException {
    String file =
        write(
            "pairs.csv",
            "en,fr",
            cell -> cell.isEmpty() ? cell : '"' + cell.replace("\"", "\"\"") + '"',
            "%s,%s");
    return new CsvSource(List.of(file), NONE, COLUMNS);
  }

  private Source json() throws IOException {
    String file =
        write(
            "pairs.jsonl",
            "",
            cell -> cell.isEmpty() ? "null" : '"' + cell.replace("\"", "\\\"") + '"',
            "{\"fr\": %2$s, \"id\": [1], \"en\": %1$s}");
    return new JsonLinesSource(List.of(file), NONE, COLUMNS);
  }

  private Source parquet() throws IOException {
    if (!Files.exists(folder.resolve("parquet"))) {
      rows().write().parquet(path("parquet"));
    }
    return new ParquetSource(List.of(path("parquet")), NONE, COLUMNS);
  }

  private org.apache.spark.sql.Dataset<Row> rows() {
    StructType schema =
        new StructType().add("en", DataTypes.StringType).add("fr", DataTypes.StringType);
    Function<String, String> cell = text -> text.isEmpty() ? null : text;
    List<Row> rows =
        pairs().stream()
            .map(pair -> RowFactory.create(cell.apply(pair.text()), cell.apply(pair.translation())))
            .toList();
    return session.createDataFrame(rows, schema).coalesce(1);
  }

  private String write(String name, String header, Function<String, String> cell, String row)
      throws IOException {
    List<String> lines = new ArrayList<>(List.of(header));
    pairs().forEach(pair -> lines.add(pair.row(cell, row)));
    return Files.write(folder.resolve(name), lines).toString();
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private static String path(Source source) {
    return source.inputs().get(0).path();
  }

  private static JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(session.sparkContext());
  }

  private Dataset ingest(Source source, TransformConfig transform, SplitConfig split)
      throws IOException {
    storage.delete(path("shards"));
    DatasetConfig config = config(source, transform, split);
    return new IngestJob(context(), new PatientJobs(), storage).run(config, () -> "/");
  }

  private IngestConfig config(Source source, TransformConfig transform, SplitConfig split) {
    return new IngestConfig(
        path("shards"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        source,
        transform,
        split,
        0.02,
        1,
        Compression.NONE,
        1);
  }

  private static Map<String, byte[]> shards(Dataset dataset) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(Path.of(dataset.folder().replaceFirst("^file:", "")))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".arrow")).toList()) {
        contents.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return contents;
  }

  /** The rows of all parts, sorted. */
  private List<String> tokens(Dataset dataset) throws IOException {
    List<String> rows = new ArrayList<>();
    for (Part part : Part.values()) {
      try (BatchReader reader =
          BatchReader.open(
              storage, dataset, part, new CacheFolder(folder.resolve("cache"), 1 << 30))) {
        if (reader.numExamples() == 0) {
          continue;
        }
        Batch batch = reader.read(new Range(0, reader.numExamples()));
        FloatBuffer numbers = batch.features();
        int width = numbers.remaining() / batch.size();
        for (int row = 0; row < batch.size(); row++) {
          float[] tokens = new float[width];
          numbers.get(row * width, tokens);
          rows.add(Arrays.toString(tokens));
        }
      }
    }
    return rows.stream().sorted().toList();
  }
}
