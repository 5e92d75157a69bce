package io.meanfield.datasets.ingest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.Batch;
import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.Features;
import io.meanfield.datasets.Labels;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.TargetScale;
import io.meanfield.datasets.TargetScale.Curve;
import io.meanfield.datasets.division.RecordSplit;
import io.meanfield.datasets.fake.PatientJobs;
import io.meanfield.datasets.plan.StepPlan.Range;
import io.meanfield.datasets.shard.BatchReader;
import io.meanfield.datasets.shard.CacheFolder;
import io.meanfield.datasets.shard.Compression;
import io.meanfield.datasets.source.Columns;
import io.meanfield.datasets.source.CsvSource;
import io.meanfield.datasets.source.RawReader;
import io.meanfield.datasets.source.RawResult;
import io.meanfield.datasets.source.Source;
import io.meanfield.datasets.source.Tables;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.transform.CategoryForm;
import io.meanfield.datasets.transform.NumberScaling;
import io.meanfield.datasets.transform.NumbersConfig;
import io.meanfield.datasets.transform.RawBatcher;
import io.meanfield.datasets.transform.TableConfig;
import io.meanfield.datasets.transform.TargetScaling;
import io.meanfield.datasets.transform.TransformConfig;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From tables of all kinds of columns to shards and to what a trained model predicts from. */
@Tag("unit")
class TestTableIngest {
  private static final Columns COLUMNS =
      new Columns(
          "",
          "",
          "",
          List.of("area", "rooms"),
          List.of("quarter"),
          List.of("garage"),
          List.of("built"),
          "",
          List.of("price"),
          List.of("", "NA", "?"));
  private static final List<String> NAMES =
      List.of(
          "area",
          "area_missing",
          "rooms",
          "quarter=old",
          "quarter=other",
          "quarter=missing",
          "garage",
          "garage_missing",
          "built_year",
          "built_day_sin",
          "built_day_cos",
          "built_missing");

  private static final float DEVIATION = (float) Math.sqrt(4.5); // of 2000 2006 2003 2003

  private static JavaSparkContext spark;

  @TempDir Path folder;
  private final Storage storage = new Storage(new Configuration(false));

  @BeforeAll
  static void startSpark() {
    startSpark("local[2]");
  }

  private static void startSpark(String master) {
    spark = new JavaSparkContext(LocalSpark.conf(master));
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @Test
  void tablesOfAllKindsBecomeRowsOfNumbers() throws IOException {
    Dataset dataset = ingest(houses(), NumberScaling.NONE);
    assertEquals(Features.Numbers.of(NAMES), dataset.manifest().features());
    assertEquals(new Labels.Targets(List.of("price")), dataset.manifest().labels());
    try (BatchReader reader = open(dataset)) {
      Batch batch = reader.read(new Range(0, 4));
      assertRows(
          batch.features(),
          row(80, 0, 3, 1, 0, 0, 1, 0, -3 / DEVIATION, 0, 1, 0),
          row(100, 0, 4, 1, 0, 0, 1, 1, 3 / DEVIATION, 0, 1, 0),
          row(90, 1, 2, 0, 1, 0, 0, 0, 0, 0, 0, 1),
          row(90, 0, 5, 0, 0, 1, 1, 0, 0, 0, 1, 0));
      assertArrayEquals(new float[] {1, 2, 3, 4}, floats(batch.labels().orElseThrow()));
    }
  }

  @Test
  void rowsToPredictFromGoTheSameWayAlsoWithWhatTrainingHasNotSeen() throws IOException {
    Dataset dataset = ingest(houses(), NumberScaling.MIN_MAX);
    String file =
        raw(
            "predict",
            "garage,built,quarter,rooms,area",
            "yes,2000-01-01,old,3,80",
            "?,NA,old,,NaN",
            "n,,harbour,NA,?",
            "NA,,,NA,?");
    Source rows = houses().unlabelled(List.of(file));
    RawBatcher batcher = new RawBatcher(dataset.manifest().transform(), 8);
    String refusal = "";
    try (RawReader reader = rows.open(storage, rows.splits(storage).get(0))) {
      for (Optional<RawResult> next = reader.next(); next.isPresent(); next = reader.next()) {
        if (next.get() instanceof RawResult.Good good) {
          assertEquals(Optional.empty(), good.label());
          batcher.add(good.features());
        } else {
          refusal = next.get().toString();
        }
      }
    }
    assertTrue(
        refusal.endsWith("line 3: expected a finite number in area, found \"NaN\""), refusal);
    assertRows(
        batcher.finish().features(),
        row(0, 0, 1 / 3f, 1, 0, 0, 1, 0, -3 / DEVIATION, 0, 1, 0),
        row(0.5f, 1, 0.5f, 0, 1, 0, 0, 0, 0, 0, 0, 1),
        row(0.5f, 1, 0.5f, 0, 0, 1, 1, 1, 0, 0, 0, 1));
  }

  @Test
  void theSameManifestAndSoBytesComeFromAnyNumberOfCores() throws IOException {
    Dataset first = ingest(houses(), NumberScaling.QUANTILE);
    storage.delete(shards());
    stopSpark();
    startSpark("local[1]");
    assertEquals(first.manifest(), ingest(houses(), NumberScaling.QUANTILE).manifest());
    stopSpark();
    startSpark();
  }

  @Test
  void aLargeFileIsReadBySeveralTasks() throws IOException {
    String[] lines = new String[100_001];
    lines[0] = "area,rooms,quarter,garage,built,price";
    for (int i = 1; i < lines.length; i++) {
      lines[i] = "%d,1,\"north\nof\nit\",1,2000-01-01,%d".formatted(i, i);
    }
    CsvSource source = new CsvSource(List.of(raw("large.csv", lines)), List.of(), COLUMNS);
    Dataset dataset = ingest(source, NumberScaling.NONE);
    assertTrue(
        SmallTables.files(dataset, Part.TRAIN).stream()
            .anyMatch(it -> it.startsWith("train-00001")));
    assertEquals(0, dataset.manifest().badRecords().count());
    try (BatchReader reader = open(dataset)) {
      float[] prices = floats(reader.read(new Range(0, 100_000)).labels().orElseThrow());
      for (int i = 0; i < prices.length; i++) {
        assertEquals(i + 1, prices[i]);
      }
    }
  }

  @Test
  void tooManyCategoriesStopTheIngestWithOneSentence() throws IOException {
    String[] lines = new String[70_001];
    lines[0] = "area,rooms,quarter,garage,built,price";
    for (int i = 1; i < lines.length; i++) {
      lines[i] = "1,1,user %d,1,2000-01-01,1".formatted(i);
    }
    Source source = new CsvSource(List.of(raw("ids", lines)), List.of(), COLUMNS);
    String message =
        assertThrows(DataException.class, () -> ingest(source, NumberScaling.NONE)).getMessage();
    assertTrue(message.startsWith("expected at most 65536 different values"), message);
    assertTrue(message.contains("quarter"), message);
  }

  @Test
  void targetsAreScaledForTheModelOnly() throws IOException {
    Dataset standard =
        ingest(
            houses(),
            new TableConfig(
                NumberScaling.NONE, CategoryForm.ONE_HOT, 1, 1, TargetScaling.STANDARDISE));
    TargetScale scale = new TargetScale(Curve.LINEAR, 2.5, Math.sqrt(1.25)); // of 1 2 3 4
    Labels.Targets labels = (Labels.Targets) standard.manifest().labels();
    assertEquals(new Labels.Targets(List.of("price"), List.of(scale)), labels);
    try (BatchReader reader = open(standard)) {
      float[] seen = floats(reader.read(new Range(0, 4)).labels().orElseThrow());
      assertEquals((float) (-1.5 / Math.sqrt(1.25)), seen[0]);
      labels.unscale(seen);
      assertArrayEquals(new float[] {1, 2, 3, 4}, seen, 1e-6f);
    }
    storage.delete(shards());
    Dataset log =
        ingest(
            houses(),
            new TableConfig(NumberScaling.NONE, CategoryForm.ONE_HOT, 1, 1, TargetScaling.LOG));
    try (BatchReader reader = open(log)) {
      float[] seen = floats(reader.read(new Range(3, 4)).labels().orElseThrow());
      assertArrayEquals(new float[] {(float) Math.log(5)}, seen, 1e-6f);
    }
  }

  @Test
  void aTargetWithoutALogarithmIsABadRecord() throws IOException {
    String file = raw("loss", "area,rooms,quarter,garage,built,price", "1,1,a,1,2000-01-01,-1");
    Source source = new CsvSource(List.of(file), List.of(), COLUMNS);
    String message =
        assertThrows(
                DataException.class,
                () ->
                    ingest(
                        source,
                        new TableConfig(
                            NumberScaling.NONE, CategoryForm.ONE_HOT, 1, 1, TargetScaling.LOG)))
            .getMessage();
    assertTrue(
        message.contains(
            "record 1: expected targets above -1, whose log(1 + target) there is, found -1.0"),
        message);
  }

  @Test
  void classesAreNoTargetsToScale() {
    Source classes = new CsvSource(List.of("a"), List.of(), Tables.text("text", "label"));
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                ingest(
                    classes,
                    new TableConfig(
                        NumberScaling.NONE, CategoryForm.ONE_HOT, 1, 1, TargetScaling.LOG)));
    assertEquals(
        "expected no transform.targets for a source of classes, found log", refusal.getMessage());
  }

  @Test
  void aMissingNumberIsABadRecordWhereNumbersAreNotFilledIn() throws IOException {
    Source source =
        new CsvSource(
            List.of(raw("numbers", "a,b,y", "1,2,3", "1,,3")),
            List.of(),
            new Columns(
                "",
                "",
                "",
                List.of("a", "b"),
                List.of(),
                List.of(),
                List.of(),
                "",
                List.of("y"),
                List.of("")));
    String message =
        assertThrows(DataException.class, () -> ingest(source, new NumbersConfig())).getMessage();
    assertTrue(
        message.contains(
            "record 2: expected finite numbers, found a missing value in column 1: the transform of kind table takes it"),
        message);
  }

  private Source houses() throws IOException {
    return new CsvSource(
        List.of(
            raw(
                "houses-1",
                "area,rooms,quarter,garage,built,price",
                "80,3,old,yes,2000-01-01,1",
                "100,4,old,NA,2006-01-01,2"),
            raw(
                "houses-2",
                "price,built,garage,quarter,rooms,area",
                "3,?,no,new,2,",
                "4,2003-01-01,yes,?,5,90")),
        List.of(),
        COLUMNS);
  }

  private Dataset ingest(Source source, NumberScaling numbers) throws IOException {
    return ingest(source, new TableConfig(numbers, CategoryForm.ONE_HOT, 1, 1, TargetScaling.NONE));
  }

  private Dataset ingest(Source source, TransformConfig transform) throws IOException {
    DatasetConfig config =
        new IngestConfig(
            shards(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            source,
            transform,
            RecordSplit.ofFractions(0, 0),
            0,
            1,
            Compression.NONE,
            1);
    return new IngestJob(spark, new PatientJobs(), storage).run(config, () -> "/");
  }

  private BatchReader open(Dataset dataset) {
    return BatchReader.open(
        storage, dataset, Part.TRAIN, new CacheFolder(folder.resolve("cache"), 1 << 30));
  }

  private String shards() {
    return folder.resolve("shards").toString();
  }

  private String raw(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines)).toString();
  }

  private static float[] row(float... values) {
    return values;
  }

  private static void assertRows(FloatBuffer found, float[]... expected) {
    float[] values = floats(found);
    assertEquals(expected.length * NAMES.size(), values.length);
    for (int i = 0; i < expected.length; i++) {
      assertArrayEquals(
          expected[i], Arrays.copyOfRange(values, i * NAMES.size(), (i + 1) * NAMES.size()), 1e-6f);
    }
  }

  private static float[] floats(FloatBuffer buffer) {
    float[] values = new float[buffer.remaining()];
    buffer.duplicate().get(values);
    return values;
  }
}
