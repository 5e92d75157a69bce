package io.meanfield.datasets.ingest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.Batch;
import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.division.ClassSplit;
import io.meanfield.datasets.division.GroupSplit;
import io.meanfield.datasets.division.Holdout;
import io.meanfield.datasets.division.PathSplit;
import io.meanfield.datasets.division.RecordSplit;
import io.meanfield.datasets.division.SplitConfig;
import io.meanfield.datasets.division.TimeSplit;
import io.meanfield.datasets.fake.PatientJobs;
import io.meanfield.datasets.plan.StepPlan.Range;
import io.meanfield.datasets.shard.BatchReader;
import io.meanfield.datasets.shard.CacheFolder;
import io.meanfield.datasets.shard.Compression;
import io.meanfield.datasets.source.Columns;
import io.meanfield.datasets.source.CsvSource;
import io.meanfield.datasets.source.Source;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.transform.CategoryForm;
import io.meanfield.datasets.transform.NumberScaling;
import io.meanfield.datasets.transform.TableConfig;
import io.meanfield.datasets.transform.TargetScaling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Data sets that are divided by what their records are. Row i is of class a, b or c (a tenth), of
 * customer i / 7 and of day i.
 */
@Tag("unit")
class TestDividedIngest {
  private static final int NUM_ROWS = 400;

  @TempDir Path folder;
  private final Storage storage = new Storage(new Configuration(false));
  private final List<String> files = new ArrayList<>();

  @BeforeEach
  void writeFourTables() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < NUM_ROWS; i++) {
      rows.add("%d,%s,customer %d,%d".formatted(i, className(i), i / 7, 3 * i));
    }
    Collections.shuffle(rows, new Random(1));
    for (int file = 0; file < 4; file++) {
      List<String> lines = new ArrayList<>(List.of("x,label,customer,day"));
      lines.addAll(rows.subList(100 * file, 100 * (file + 1)));
      files.add(Files.write(folder.resolve("table-" + file + ".csv"), lines).toString());
    }
  }

  @Test
  void classesHaveTheirSharesCustomersAreWholeAndDaysInOrder() throws IOException {
    try (JavaSparkContext spark = spark("local[2]")) {
      Map<Integer, Part> byClass = parts(spark, new ClassSplit(Holdout.parse("0.1"), 0.2));
      for (String name : List.of("a", "b", "c")) {
        List<Part> ofClass =
            byClass.keySet().stream()
                .filter(i -> className(i).equals(name))
                .map(byClass::get)
                .toList();
        assertEquals(0.1 * ofClass.size(), Collections.frequency(ofClass, Part.VALIDATION), 1e-9);
        assertEquals(0.2 * ofClass.size(), Collections.frequency(ofClass, Part.TEST), 1e-9);
      }

      Map<Integer, Part> byGroup =
          parts(spark, new GroupSplit("customer", Holdout.parse("fold 2 of 3"), 0.2));
      byGroup.forEach((i, part) -> assertEquals(byGroup.get(i / 7 * 7), part));

      Map<Integer, Part> byTime =
          parts(spark, new TimeSplit("day", Holdout.parse("0.1"), Holdout.parse("from 900")));
      byTime.forEach(
          (i, part) ->
              assertEquals(i < 260 ? Part.TRAIN : i < 300 ? Part.VALIDATION : Part.TEST, part));

      Map<Integer, Part> byPath =
          parts(spark, new PathSplit("table-(\\d)", Holdout.parse("fold 1 of 4"), 0));
      assertEquals(100, Collections.frequency(byPath.values(), Part.VALIDATION));
    }
  }

  @Test
  void anyNumberOfCoresMakesTheSameBytes() throws IOException {
    List<SplitConfig> configs =
        List.of(
            new RecordSplit(Holdout.parse("fold 1 of 3"), 0.2),
            new ClassSplit(Holdout.parse("0.1"), 0.2),
            new GroupSplit("customer", Holdout.parse("0.1"), 0.2),
            new TimeSplit("day", Holdout.parse("0.1"), Holdout.parse("0.2")));
    List<Map<String, byte[]>> expected = new ArrayList<>();
    try (JavaSparkContext spark = spark("local[1]")) {
      for (SplitConfig config : configs) {
        expected.add(files(ingest(spark, table(), config)));
      }
    }
    try (JavaSparkContext spark = spark("local[4]")) {
      for (int i = 0; i < configs.size(); i++) {
        Map<String, byte[]> found = files(ingest(spark, table(), configs.get(i)));
        assertEquals(expected.get(i).keySet(), found.keySet());
        expected.get(i).forEach((name, bytes) -> assertArrayEquals(bytes, found.get(name), name));
      }
    }
  }

  @Test
  void aTestPartOfTheSourceStaysWhateverTheRestIsDividedBy() throws IOException {
    Source source = new CsvSource(files.subList(0, 3), files.subList(3, 4), columns());
    try (JavaSparkContext spark = spark("local[2]")) {
      for (SplitConfig config :
          List.of(
              new ClassSplit(Holdout.parse("0.1"), 0.2),
              new GroupSplit("customer", Holdout.parse("0.1"), 0.2),
              new TimeSplit("day", Holdout.parse("0.1"), Holdout.parse("from 0")))) {
        Dataset dataset = ingest(spark, source, config);
        assertEquals(100, dataset.manifest().part(Part.TEST).numExamples());
        assertEquals(30, dataset.manifest().part(Part.VALIDATION).numExamples(), 7);
        assertEquals(config, dataset.manifest().division().split(), "as it was told");
      }
    }
  }

  @Test
  void theManifestIsReadAsItWasWritten() throws IOException {
    try (JavaSparkContext spark = spark("local[2]")) {
      for (SplitConfig config :
          List.of(
              new RecordSplit(Holdout.parse("fold 1 of 3"), 0.2),
              new ClassSplit(Holdout.parse("0.1"), 0.2),
              new GroupSplit("customer", Holdout.parse("0.1"), 0.2),
              new PathSplit("(table-\\d)", Holdout.parse("fold 1 of 2"), 0.2),
              new TimeSplit("day", Holdout.parse("0.1"), Holdout.parse("from 900")))) {
        Dataset dataset = ingest(spark, table(), config);
        assertEquals(dataset, Dataset.load(storage, dataset.folder()));
      }
    }
  }

  @Test
  void recordsThatHaveNoKeyAreListedAndNotCounted() throws IOException {
    String file =
        Files.write(
                folder.resolve("late.csv"), List.of("x,label,customer,day", "1,a,c,?", "2,b,c,7"))
            .toString();
    Source source = new CsvSource(List.of(files.get(0), file), List.of(), columns());
    SplitConfig config = new TimeSplit("day", Holdout.parse("0.1"), Holdout.parse("0.2"));
    try (JavaSparkContext spark = spark("local[2]")) {
      String message =
          assertThrows(DataException.class, () -> ingest(spark, source, config)).getMessage();
      assertTrue(message.contains("found 1 of 102"), message);
      assertTrue(
          message.contains("late.csv, line 2: expected a number or a date such as"), message);
    }
  }

  @Test
  void aSplitThatTheSourceDoesNotGoWithIsRefusedBeforeAnythingIsRead() {
    Columns targets =
        new Columns(
            "",
            "",
            "",
            List.of("x"),
            List.of(),
            List.of(),
            List.of(),
            "",
            List.of("day"),
            List.of());
    Source source = new CsvSource(files, List.of(), targets);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> config(source, new ClassSplit(Holdout.parse("0.1"), 0.2)))
            .getMessage();
    assertEquals(
        "expected classes for split.by class, found a source of targets or translations: split by record, group or time",
        message);
  }

  private Map<Integer, Part> parts(JavaSparkContext spark, SplitConfig config) throws IOException {
    Dataset dataset = ingest(spark, table(), config);
    Map<Integer, Part> parts = new TreeMap<>();
    for (Part part : Part.values()) {
      try (BatchReader reader =
          BatchReader.open(
              storage, dataset, part, new CacheFolder(folder.resolve("cache"), 1 << 30))) {
        Batch batch = reader.read(new Range(0, reader.numExamples()));
        for (int row = 0; row < batch.size(); row++) {
          parts.put(Math.round(batch.features().get(row)), part);
        }
      }
    }
    assertEquals(NUM_ROWS, parts.size());
    return parts;
  }

  private Dataset ingest(JavaSparkContext spark, Source source, SplitConfig split)
      throws IOException {
    storage.delete(shards());
    return new IngestJob(spark, new PatientJobs(), storage).run(config(source, split), () -> "/");
  }

  private DatasetConfig config(Source source, SplitConfig split) {
    TableConfig transform =
        new TableConfig(NumberScaling.NONE, CategoryForm.ONE_HOT, 1, 1, TargetScaling.NONE);
    return new IngestConfig(
        shards(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        source,
        transform,
        split,
        0,
        1,
        Compression.NONE,
        1);
  }

  private Source table() {
    return new CsvSource(files, List.of(), columns());
  }

  private static Columns columns() {
    return new Columns(
        "", "", "", List.of("x"), List.of(), List.of(), List.of(), "label", List.of(), List.of(""));
  }

  private static String className(int row) {
    return row % 10 == 0 ? "c" : row % 2 == 0 ? "a" : "b";
  }

  private String shards() {
    return folder.resolve("shards").toString();
  }

  private static Map<String, byte[]> files(Dataset dataset) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(Path.of(dataset.folder().replaceFirst("^file:", "")))) {
      for (Path file : files.toList()) {
        contents.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return contents;
  }

  private static JavaSparkContext spark(String master) {
    return new JavaSparkContext(LocalSpark.conf(master));
  }
}
