package io.meanfield.datasets.ingest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.Batch;
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
import io.meanfield.datasets.plan.StepPlan.Range;
import io.meanfield.datasets.shard.BatchReader;
import io.meanfield.datasets.shard.CacheFolder;
import io.meanfield.datasets.shard.Compression;
import io.meanfield.datasets.source.Columns;
import io.meanfield.datasets.source.CsvSource;
import io.meanfield.datasets.source.Source;
import io.meanfield.datasets.source.Tables;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.transform.NumbersConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
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
  private SmallImages images;
  private FakeSource source;

  @BeforeAll
  static void startSpark() {
    spark = LocalSpark.start();
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @BeforeEach
  void writeRawData() throws IOException {
    images = new SmallImages(spark, folder);
    source = images.writeSource();
  }

  @ParameterizedTest
  @EnumSource
  void everyRecordIsInOnePartWithItsLabel(Compression compression) throws IOException {
    Dataset dataset =
        images.ingest(
            new IngestConfig(
                images.shards(),
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
    Source table = new CsvSource(List.of(images.raw("table", lines)), List.of(), columns);
    DatasetConfig config =
        new IngestConfig(
            images.shards(),
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
    Manifest manifest = images.ingest(config).manifest();
    assertEquals(Features.Numbers.of(List.of("size", "age")), manifest.features());
    assertEquals(new Labels.Targets(List.of("weight", "price")), manifest.labels());
  }

  @Test
  void shardsAreAboutAsLargeAsAskedFor() throws IOException {
    int width = 300_000;
    String image = "0" + " 7".repeat(width);
    FakeSource large =
        new FakeSource(List.of(images.raw("large", Collections.nCopies(9, image))), List.of());
    List<Integer> sizes =
        images
            .ingest(images.config(images.shards(), large, RecordSplit.ofFractions(0, 0), 0))
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
    images.ingest(images.config(source));
    Map<String, byte[]> expected = SmallImages.files(images.shards());
    storage.delete(images.shards());
    DatasetConfig config =
        new IngestConfig(
            images.shards(),
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
    images.ingest(config);
    Map<String, byte[]> found = SmallImages.files(images.shards());
    assertEquals(expected.keySet(), found.keySet());
    expected.remove("manifest.json"); // it holds the configuration's checksum
    expected.forEach((name, bytes) -> assertArrayEquals(bytes, found.get(name), name));
  }

  @Test
  void aGivenEncodingHoldsThoughClassesHaveToBeLearned() throws IOException {
    FakeSource wide =
        new FakeSource(List.of(images.raw("wide", List.of("0 1 2", "1 3 4 5"))), List.of());
    String message =
        images.refusal(
            new IngestConfig(
                images.shards(),
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
        images.refusal(
            new IngestConfig(
                images.shards(),
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
    images.assertNothingLeft();
  }

  @Test
  void aTestPartOfTheSourceIsKept() throws IOException {
    Source own = new FakeSource(source.files().subList(0, 2), source.files().subList(2, 3));
    Dataset dataset = images.ingest(images.config(own));
    assertEquals(40, dataset.manifest().part(Part.TEST).numExamples());
  }

  @Test
  void theSameBytesComeFromAnyNumberOfCoresAndAnySerializer() throws IOException {
    images.ingest(images.config(source));
    Map<String, byte[]> expected = SmallImages.files(images.shards());
    spark.stop();
    for (SparkConf conf :
        List.of(
            LocalSpark.conf("local[1]"),
            LocalSpark.conf("local[2]")
                .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer"))) {
      try (JavaSparkContext other = new JavaSparkContext(conf)) {
        storage.delete(images.shards());
        new IngestJob(other, new PatientJobs(), storage).run(images.config(source), () -> "/");
        Map<String, byte[]> found = SmallImages.files(images.shards());
        assertEquals(expected.keySet(), found.keySet());
        expected.forEach((name, bytes) -> assertArrayEquals(bytes, found.get(name), name));
      }
    }
    startSpark();
  }
}
