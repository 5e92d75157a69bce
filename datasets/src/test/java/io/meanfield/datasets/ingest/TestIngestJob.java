package io.meanfield.datasets.ingest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.Batch;
import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.Features;
import io.meanfield.datasets.Labels;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.ShardInfo;
import io.meanfield.datasets.division.RecordSplit;
import io.meanfield.datasets.fake.FakeScaling;
import io.meanfield.datasets.fake.FakeSource;
import io.meanfield.datasets.fake.PatientJobs;
import io.meanfield.datasets.fake.RemoteFileSystem;
import io.meanfield.datasets.plan.StepPlan.Range;
import io.meanfield.datasets.shard.BatchReader;
import io.meanfield.datasets.shard.CacheFolder;
import io.meanfield.datasets.shard.Compression;
import io.meanfield.datasets.source.Columns;
import io.meanfield.datasets.source.CsvSource;
import io.meanfield.datasets.source.RawResult;
import io.meanfield.datasets.source.Source;
import io.meanfield.datasets.source.Tables;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.transform.NumbersConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("unit")
class TestIngestJob {
  private static JavaSparkContext spark;

  @TempDir Path folder;
  private final Storage storage = new Storage(new Configuration(false));
  private FakeSource source;

  @BeforeAll
  static void startSpark() {
    spark = new JavaSparkContext(conf("local[2]"));
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  /** Image i of class i % 3 is [i, i], in three files of 40, the class 10 in the third only. */
  @BeforeEach
  void writeRawData() throws IOException {
    List<String> files = new ArrayList<>();
    for (int file = 0; file < 3; file++) {
      int first = 40 * file;
      files.add(
          raw(
              "raw-" + file,
              IntStream.range(first, first + 40)
                  .mapToObj(i -> "%d %d %d".formatted(i == 119 ? 10 : i % 3, i, i))
                  .toList()));
    }
    source = new FakeSource(files, List.of());
  }

  @ParameterizedTest
  @EnumSource
  void everyRecordIsInOnePartWithItsLabel(Compression compression) throws IOException {
    Dataset dataset =
        ingest(
            new IngestConfig(
                shards(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                source,
                new FakeScaling(0),
                RecordSplit.ofFractions(0.1, 0.2),
                0,
                1,
                compression,
                1));
    assertEquals(List.of("0", "1", "2", "10"), dataset.manifest().labels().names());
    Map<Integer, Part> parts = new TreeMap<>();
    for (Part part : Part.values()) {
      try (BatchReader reader =
          BatchReader.open(
              storage, dataset, part, new CacheFolder(folder.resolve("cache"), 1 << 30))) {
        assertEquals(dataset.manifest().part(part).numExamples(), reader.numExamples());
        Batch batch = reader.read(new Range(0, reader.numExamples()));
        int max = ((FakeScaling.Scaled) dataset.manifest().transform()).max();
        for (int row = 0; row < batch.size(); row++) {
          int i = Math.round(batch.features().get(2 * row) * max);
          parts.put(i, part);
          assertEquals(1f, batch.labels().get().get(4 * row + (i == 119 ? 3 : i % 3)));
        }
      }
    }
    assertEquals(120, parts.size());
    assertEquals(
        dataset.manifest().part(Part.TRAIN).numExamples(),
        parts.values().stream().filter(Part.TRAIN::equals).count());
    int maxOfTraining =
        parts.keySet().stream().filter(i -> parts.get(i) == Part.TRAIN).max(Integer::compare).get();
    assertEquals(
        new FakeScaling.Scaled(2, maxOfTraining),
        dataset.manifest().transform(),
        "fitted on the training part only");
  }

  @Test
  void columnsOfATableGiveFeaturesAndTargetsTheirNames() throws IOException {
    List<String> lines = new ArrayList<>(List.of("id,age,size,price,weight"));
    IntStream.range(0, 20).forEach(i -> lines.add("%d,%d,%d,%d,%d".formatted(i, i, -i, 2 * i, i)));
    Columns columns = Tables.numbers(List.of("size", "age"), List.of("weight", "price"));
    Source table = new CsvSource(List.of(raw("table", lines)), List.of(), columns);
    DatasetConfig config =
        new IngestConfig(
            shards(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            table,
            new NumbersConfig(),
            RecordSplit.ofFractions(0, 0),
            0,
            1,
            Compression.NONE,
            1);
    Manifest manifest = ingest(config).manifest();
    assertEquals(Features.Numbers.of(List.of("size", "age")), manifest.features());
    assertEquals(new Labels.Targets(List.of("weight", "price")), manifest.labels());
  }

  @Test
  void shardsAreAboutAsLargeAsAskedFor() throws IOException {
    int width = 300_000;
    String image = "0" + " 7".repeat(width);
    FakeSource large =
        new FakeSource(List.of(raw("large", Collections.nCopies(9, image))), List.of());
    List<Integer> sizes =
        ingest(config(shards(), large, RecordSplit.ofFractions(0, 0), 0))
            .manifest()
            .part(Part.TRAIN)
            .shards()
            .stream()
            .map(ShardInfo::numExamples)
            .toList();
    assertEquals(List.of(4, 4, 1), sizes, "in a shard of 1 MiB");
  }

  @Test
  void readOnceWhereTheSchemaIsToldOrTwiceTheShardsAreTheSame() throws IOException {
    ingest(config(source));
    Map<String, byte[]> expected = files(shards());
    storage.delete(shards());
    DatasetConfig config =
        new IngestConfig(
            shards(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new FakeSource(source.files(), List.of(), List.of("0", "1", "2", "10")),
            new FakeScaling(2),
            RecordSplit.ofFractions(0.1, 0.2),
            0,
            1,
            Compression.NONE,
            1);
    ingest(config);
    Map<String, byte[]> found = files(shards());
    assertEquals(expected.keySet(), found.keySet());
    expected.remove("manifest.json"); // it holds the configuration's checksum
    expected.forEach((name, bytes) -> assertArrayEquals(bytes, found.get(name), name));
  }

  @Test
  void aGivenEncodingHoldsThoughClassesHaveToBeLearned() throws IOException {
    FakeSource wide = new FakeSource(List.of(raw("wide", List.of("0 1 2", "1 3 4 5"))), List.of());
    String message =
        refusal(
            new IngestConfig(
                shards(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                wide,
                new FakeScaling(3),
                RecordSplit.ofFractions(0, 0),
                0,
                1,
                Compression.NONE,
                1));
    assertTrue(message.contains("record 1: expected 3 pixels, found 2"), message);
  }

  @Test
  void aClassThatTheSourceDoesNotTellMakesABadRecord() throws IOException {
    FakeSource told = new FakeSource(source.files(), List.of(), List.of("0", "1", "2"));
    String message =
        refusal(
            new IngestConfig(
                shards(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                told,
                new FakeScaling(2),
                RecordSplit.ofFractions(0.1, 0.2),
                0,
                1,
                Compression.NONE,
                1));
    assertTrue(
        message.contains(
            source.files().get(2) + ", record 40: expected one of the 3 classes, found '10'"),
        message);
    assertNothingLeft();
  }

  @Test
  void aTestPartOfTheSourceIsKept() throws IOException {
    Source own = new FakeSource(source.files().subList(0, 2), source.files().subList(2, 3));
    Dataset dataset = ingest(config(own));
    assertEquals(40, dataset.manifest().part(Part.TEST).numExamples());
  }

  @Test
  void theSameBytesComeFromAnyNumberOfCoresAndAnySerializer() throws IOException {
    ingest(config(source));
    Map<String, byte[]> expected = files(shards());
    spark.stop();
    for (SparkConf conf :
        List.of(
            conf("local[1]"),
            conf("local[2]")
                .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer"))) {
      try (JavaSparkContext other = new JavaSparkContext(conf)) {
        storage.delete(shards());
        new IngestJob(other, new PatientJobs(), storage).run(config(source), () -> "/");
        Map<String, byte[]> found = files(shards());
        assertEquals(expected.keySet(), found.keySet());
        expected.forEach((name, bytes) -> assertArrayEquals(bytes, found.get(name), name));
      }
    }
    startSpark();
  }

  @Test
  void badRecordsAboveTheFractionAreListedInOrderAndNothingIsPublished() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      lines.add("0 1 x" + i);
    }
    FakeSource bad = new FakeSource(List.of(raw("a", lines), source.files().get(0)), List.of());
    String message = refusal(config(bad));
    assertTrue(message.contains("found 30 of 70"), message);
    assertTrue(message.contains(bad.files().get(0) + ", line 20: expected a number"), message);
    assertFalse(message.contains("line 21"), message);
    assertTrue(message.indexOf("line 2:") < message.indexOf("line 19:"), message);
    assertNothingLeft();
  }

  @Test
  void badRecordsWithinTheFractionAreCountedAndListed() throws IOException {
    List<String> lines = List.of("0 1 2", "? 1 2", "1 1 zwei", "1 1 2 3", "1 3 4", "0 5 6");
    FakeSource bad = new FakeSource(List.of(raw("a", lines), source.files().get(0)), List.of());
    Dataset dataset = ingest(config(shards(), bad, RecordSplit.ofFractions(0, 0), 0.1));
    assertEquals(3, dataset.manifest().badRecords().count());
    assertEquals(
        List.of("record 2", "line 3", "record 4"),
        dataset.manifest().badRecords().first().stream().map(RawResult.Bad::position).toList());
    assertEquals(43, dataset.manifest().part(Part.TRAIN).numExamples());
  }

  @Test
  void emptyDataAndEmptyPartsAreRefused() throws IOException {
    FakeSource empty = new FakeSource(List.of(raw("empty", List.of())), List.of());
    assertTrue(refusal(config(empty)).contains("found none"));
    assertTrue(refusal(config(new FakeSource(List.of(), List.of()))).contains("expected files"));
    FakeSource two = new FakeSource(List.of(raw("two", List.of("0 1", "1 2"))), List.of());
    assertTrue(refusal(config(two)).contains("found none of 2 usable records there"));
    assertNothingLeft();
  }

  @Test
  void filesOfDifferentKindsAreRefused() throws IOException {
    List<String> wide = IntStream.range(0, 40).mapToObj(i -> "0 1 2 3").toList();
    FakeSource mixed = new FakeSource(List.of(source.files().get(0), raw("wide", wide)), List.of());
    assertTrue(refusal(config(mixed)).contains("expected 2 pixels, found 3"));
  }

  @Test
  void aFileThatCannotBeReadIsNamed() {
    FakeSource missing = new FakeSource(List.of(folder.resolve("missing").toString()), List.of());
    UncheckedIOException e =
        assertThrows(UncheckedIOException.class, () -> ingest(config(missing)));
    assertTrue(e.getMessage().contains("missing"), e.getMessage());
  }

  @Test
  void whatACrashedRunLeftIsRemovedAndNeverTakenForADataSet() throws IOException {
    Path left = folder.resolve(".shards.ingest-1234");
    Files.createDirectories(left);
    Files.writeString(left.resolve("train-00000-00000.arrow"), "half");
    assertThrows(DataException.class, () -> Dataset.load(storage, shards()));
    ingest(config(source));
    assertFalse(Files.exists(left));
  }

  @Test
  void anIdenticalDataSetIsUsedAgainAndAnotherOneRefused() throws IOException {
    Dataset first = ingest(config(source));
    Files.delete(Path.of(source.files().get(0)));
    assertEquals(first, ingest(config(source)), "taken as it is");
    DatasetConfig other = config(shards(), source, RecordSplit.ofFractions(0.1, 0.3), 0);
    assertTrue(refusal(other).contains(other.fingerprint()));
  }

  @Test
  void rawDataAndShardsMayBeOnAnyFileSystem() throws IOException {
    Storage remote = RemoteFileSystem.storage();
    FakeSource remoteSource =
        new FakeSource(source.files().stream().map(file -> "remote:" + file).toList(), List.of());
    DatasetConfig config =
        config("remote:" + shards(), remoteSource, RecordSplit.ofFractions(0, 0), 0);
    Dataset dataset = new IngestJob(spark, new PatientJobs(), remote).run(config, () -> "/");
    assertEquals(dataset, Dataset.load(remote, "remote:" + shards()));
    try (BatchReader reader =
        BatchReader.open(
            remote, dataset, Part.TRAIN, new CacheFolder(folder.resolve("cache"), 1 << 30))) {
      assertEquals(120, reader.read(new Range(0, 120)).size());
    }
  }

  @Test
  void aFolderWithOtherFilesIsNotTouched() throws IOException {
    Path precious = Path.of(shards()).resolve("precious.txt");
    Files.createDirectories(precious.getParent());
    Files.writeString(precious, "mine");
    assertTrue(refusal(config(source)).contains("other files"));
    assertEquals("mine", Files.readString(precious));
  }

  @Test
  void anEmptyFolderThatIsThereAlreadyIsFilled() throws IOException {
    Files.createDirectories(Path.of(shards()));
    ingest(config(source));
    assertTrue(Dataset.isPublished(storage, shards()));
  }

  private String refusal(DatasetConfig config) {
    return assertThrows(DataException.class, () -> ingest(config)).getMessage();
  }

  private Dataset ingest(DatasetConfig config) throws IOException {
    return new IngestJob(spark, new PatientJobs(), storage).run(config, () -> "/");
  }

  private DatasetConfig config(Source of) {
    return config(shards(), of, RecordSplit.ofFractions(0.1, 0.2), 0);
  }

  private static DatasetConfig config(
      String shards, Source of, RecordSplit split, double maxBadFraction) {
    return new IngestConfig(
        shards,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        of,
        new FakeScaling(0),
        split,
        maxBadFraction,
        1,
        Compression.NONE,
        1);
  }

  private String shards() {
    return folder.resolve("shards").toString();
  }

  private void assertNothingLeft() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertTrue(files.noneMatch(file -> file.toString().contains("shards")));
    }
  }

  private String raw(String name, List<String> lines) throws IOException {
    return Files.write(folder.resolve(name), lines).toString();
  }

  private static Map<String, byte[]> files(String folder) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      for (Path file : files.toList()) {
        contents.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return contents;
  }

  private static SparkConf conf(String master) {
    return new SparkConf()
        .setMaster(master)
        .setAppName("ingest")
        .set("spark.ui.enabled", "false")
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.driver.bindAddress", "127.0.0.1");
  }
}
