package io.meanfield.datasets.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.Batch;
import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.Labels;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.ShardInfo;
import io.meanfield.datasets.division.RecordSplit;
import io.meanfield.datasets.fake.PatientJobs;
import io.meanfield.datasets.plan.StepPlan.Range;
import io.meanfield.datasets.shard.BatchReader;
import io.meanfield.datasets.shard.CacheFolder;
import io.meanfield.datasets.shard.Compression;
import io.meanfield.datasets.source.Columns;
import io.meanfield.datasets.source.CsvSource;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.transform.NumbersConfig;
import io.meanfield.datasets.transform.TransformConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TestAppendedIngest {
  private static final List<String> NONE = List.of();
  private static JavaSparkContext spark;

  private final Storage storage = new Storage(new Configuration(false));

  @TempDir Path folder;

  @BeforeAll
  static void startSpark() {
    spark =
        new JavaSparkContext(
            new SparkConf()
                .setMaster("local[2]")
                .setAppName("test")
                .set("spark.ui.enabled", "false"));
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @Test
  void itsShardsComeAfterThoseOfTheOlderOneWhichItOnlyRefersTo() throws IOException {
    Dataset first = ingest("first", Optional.empty(), "1,a", "2,b", "3,a");
    Dataset second = ingest("second", Optional.of("first"), "40,b", "50,a");
    Dataset third = ingest("deep/third", Optional.of("second"), "600,b");
    assertEquals(List.of(1, 2, 3), values(first));
    assertEquals(List.of(1, 2, 3, 40, 50), values(second));
    assertEquals(List.of(1, 2, 3, 40, 50, 600), values(third));
    assertEquals(
        List.of("../first/train-00000-00000.arrow", "train-00000-00000.arrow"), files(second));
    assertTrue(files(third).get(0).startsWith("file:"), "not a neighbour: " + files(third));
    assertEquals(
        1, storage.list(path("deep/third")).stream().filter(TestAppendedIngest::isShard).count());
  }

  @Test
  void transformAndClassesStayThoseOfTheOlderOne() throws IOException {
    Dataset first = ingest("first", Optional.empty(), "1,a", "2,b", "3,a");
    Dataset second = ingest("second", Optional.of("first"), "1000,b", "2000,b");
    assertEquals(first.manifest().transform(), second.manifest().transform());
    assertEquals(new Labels.Classes(List.of("a", "b")), second.manifest().labels());
  }

  @Test
  void aClassThatTheOlderOneDoesNotHaveMakesABadRecord() throws IOException {
    ingest("first", Optional.empty(), "1,a", "2,b");
    String message = refusal(columns("x", "label"), "first", "3,c");
    assertTrue(message.contains("record 1: expected one of the 2 classes, found 'c'"), message);
    assertTrue(!storage.exists(path("second")), "nothing is published");
  }

  @Test
  void otherColumnsAreRefused() throws IOException {
    ingest("first", Optional.empty(), "1,a", "2,b");
    String message = refusal(columns("y", "label"), "first", "1,a");
    assertTrue(
        message.startsWith("expected the columns in dataset.source to be those of file:"), message);
    assertTrue(message.contains("[x], found [y]: correct them"), message);
  }

  @Test
  void whatIsNoDataSetIsRefused() {
    String message = refusal(columns("x", "label"), "nothing", "1,a");
    assertTrue(
        message.startsWith("expected an ingested data set with a manifest.json in"), message);
    assertThrows(
        IllegalArgumentException.class,
        () -> config("same", Optional.of("same"), columns("x", "label"), "1,a"));
  }

  private String refusal(Columns columns, String base, String... rows) {
    return assertThrows(
            DataException.class, () -> ingest(config("second", Optional.of(base), columns, rows)))
        .getMessage();
  }

  private Dataset ingest(String name, Optional<String> base, String... rows) throws IOException {
    return ingest(config(name, base, columns("x", "label"), rows));
  }

  private Dataset ingest(DatasetConfig config) throws IOException {
    return new IngestJob(spark, new PatientJobs(), storage).run(config, () -> "/");
  }

  private DatasetConfig config(String name, Optional<String> base, Columns columns, String... rows)
      throws IOException {
    Path raw = folder.resolve("raw-%s.csv".formatted(name.replace('/', '-')));
    Files.writeString(raw, columns.numbers().get(0) + ",label\n" + String.join("\n", rows) + "\n");
    TransformConfig transform = new NumbersConfig();
    return new DatasetConfig(
        path(name),
        Optional.empty(),
        base.map(this::path),
        new CsvSource(List.of(raw.toString()), NONE, columns),
        transform,
        RecordSplit.ofFractions(0, 0),
        0,
        1,
        Compression.NONE,
        1);
  }

  private static Columns columns(String number, String label) {
    return new Columns("", "", List.of(number), NONE, NONE, NONE, label, NONE, NONE);
  }

  /** Of the training part, as the files had them. */
  private List<Integer> values(Dataset dataset) throws IOException {
    List<Integer> values = new ArrayList<>();
    try (BatchReader reader =
        BatchReader.open(
            storage, dataset, Part.TRAIN, new CacheFolder(folder.resolve("cache"), 1 << 30))) {
      Batch batch = reader.read(new Range(0, reader.numExamples()));
      for (int row = 0; row < batch.size(); row++) {
        values.add(Math.round(2 + batch.features().get(row) * (float) Math.sqrt(2 / 3.0)));
      }
    }
    return values;
  }

  private static List<String> files(Dataset dataset) {
    return dataset.manifest().part(Part.TRAIN).shards().stream().map(ShardInfo::file).toList();
  }

  private static boolean isShard(String name) {
    return name.endsWith(".arrow");
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }
}
