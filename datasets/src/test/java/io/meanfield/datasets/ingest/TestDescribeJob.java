package io.meanfield.datasets.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.ShardInfo;
import io.meanfield.datasets.describe.Description;
import io.meanfield.datasets.describe.Example;
import io.meanfield.datasets.describe.FeatureSummary;
import io.meanfield.datasets.describe.Finding;
import io.meanfield.datasets.describe.LabelSummary;
import io.meanfield.datasets.describe.NumberSummary;
import io.meanfield.datasets.describe.Place;
import io.meanfield.datasets.describe.Repeat;
import io.meanfield.datasets.division.RecordSplit;
import io.meanfield.datasets.fake.FakeScaling;
import io.meanfield.datasets.fake.FakeSource;
import io.meanfield.datasets.fake.PatientJobs;
import io.meanfield.datasets.fake.RemoteFileSystem;
import io.meanfield.datasets.shard.Compression;
import io.meanfield.datasets.source.Source;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.transform.Explained;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TestDescribeJob {
  private static JavaSparkContext spark;

  @TempDir Path folder;
  private final Storage storage = new Storage(new Configuration(false));
  private FakeSource source;
  private Description description; // the last one

  @BeforeAll
  static void startSpark() {
    spark = LocalSpark.start();
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  /** Files to train on and to test with, which have some images in common. */
  @BeforeEach
  void writeRawData() throws IOException {
    source =
        new FakeSource(
            List.of(
                raw("one", "cat 1 1", "dog 2 2", "cat 3 3", "cat 1 1"),
                raw("two", "dog 4 4", "dog 3 3", "cat 5 5", "dog 6 6", "dog 1 1")),
            List.of(raw("three", "dog 9 9", "dog 5 5", "cat 5 5", "dog 7 7")));
  }

  @Test
  void everythingIsCountedInAllParts() throws IOException {
    Description found = describe(ingest(source), 3);
    NumberSummary pixels = ((FeatureSummary.Numbers) found.features()).columns().get(0);
    assertEquals(52 / 13.0, pixels.mean());
    assertEquals(List.of(1.0, 9.0), List.of(pixels.min(), pixels.max()));
    LabelSummary.Classes classes = (LabelSummary.Classes) found.labels();
    assertEquals(List.of(4L, 5L), classes.counts().get(Part.TRAIN), "cats and dogs");
    assertEquals(List.of(0L, 0L), classes.counts().get(Part.VALIDATION));
    assertEquals(List.of(1L, 3L), classes.counts().get(Part.TEST));
  }

  @Test
  void imagesThatAreThereTwiceAreFoundAcrossShards() throws IOException {
    Description found = describe(ingest(source), 0);
    assertFinding(
        3,
        4,
        found.repeats().duplicates(),
        "1 cat, 1 dog, 3",
        "3 cat, 3 dog, 2",
        "5 dog, 5 cat, 3");
    assertFinding(
        3, 8, found.repeats().conflicts(), "1 cat, 1 dog, 3", "3 cat, 3 dog, 2", "5 cat, 5 dog, 3");
    assertFinding(1, 2, found.repeats().trainInTest(), "5 cat, 5 dog, 3");
    assertFinding(0, 0, found.repeats().trainInValidation());
    assertFinding(0, 0, found.repeats().validationInTest());
  }

  @Test
  void samplesAreSpreadOverTheTrainingPart() throws IOException {
    Description found = describe(ingest(source), 3);
    assertEquals(
        List.of(new Place(0, 0), new Place(0, 3), new Place(1, 2)),
        found.samples(),
        "rows 0, 3 and 6 of 9");
    assertEquals(
        List.of("1 cat", "1 cat", "5 cat"),
        found.samples().stream().map(place -> shown(found.examples().get(place))).toList());
    assertEquals(9, describe(Dataset.load(storage, shards()), 100).samples().size(), "of all");
  }

  @Test
  void theSameComesOfAnyNumberOfCoresAndAnySerializer() throws IOException {
    Description expected = describe(ingest(source), 3);
    spark.stop();
    for (SparkConf conf :
        List.of(
            LocalSpark.conf("local[1]"),
            LocalSpark.conf("local[2]")
                .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer"))) {
      try (JavaSparkContext other = new JavaSparkContext(conf)) {
        Description found =
            new DescribeJob(other, new PatientJobs(), storage).run(expected.dataset(), 3);
        assertEquals(expected.features(), found.features());
        assertEquals(expected.labels(), found.labels());
        assertEquals(expected.repeats(), found.repeats());
        assertEquals(expected.samples(), found.samples());
      }
    }
    startSpark();
  }

  @Test
  void theFirstDamagedShardIsNamed() throws IOException {
    Dataset dataset = ingest(source);
    for (ShardInfo shard : dataset.manifest().part(Part.TRAIN).shards()) {
      Files.writeString(Path.of(shards(), shard.file()), "no shard");
    }
    String message = assertThrows(DataException.class, () -> describe(dataset, 3)).getMessage();
    assertTrue(message.contains("train-00000-00000.arrow was changed or cut off"), message);
  }

  @Test
  void shardsMayBeOnAnyFileSystem() throws IOException {
    Dataset local = ingest(source);
    Storage remote = RemoteFileSystem.storage();
    Dataset dataset = Dataset.load(remote, "remote:" + shards());
    Description found = new DescribeJob(spark, new PatientJobs(), remote).run(dataset, 3);
    assertEquals(describe(local, 3).repeats(), found.repeats());
  }

  private void assertFinding(long numFeatures, long numExamples, Finding found, String... repeats) {
    assertEquals(
        List.of(numFeatures, numExamples), List.of(found.numFeatures(), found.numExamples()));
    List<String> shown = new ArrayList<>();
    for (Repeat repeat : found.first()) {
      shown.add(
          "%s, %s, %d"
              .formatted(
                  shown(description.examples().get(repeat.first())),
                  shown(description.examples().get(repeat.second())),
                  repeat.numExamples()));
    }
    assertEquals(List.of(repeats), shown);
  }

  private Description describe(Dataset dataset, int numSamples) throws IOException {
    description = new DescribeJob(spark, new PatientJobs(), storage).run(dataset, numSamples);
    return description;
  }

  private static String shown(Example example) {
    Explained.Image image = (Explained.Image) example.features();
    return image.values()[0] + " " + example.label();
  }

  private Dataset ingest(Source from) throws IOException {
    DatasetConfig config =
        new IngestConfig(
            shards(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            from,
            new FakeScaling(2),
            RecordSplit.ofFractions(0, 0),
            0,
            1,
            Compression.NONE,
            1);
    return new IngestJob(spark, new PatientJobs(), storage).run(config, () -> "/");
  }

  private String shards() {
    return folder.resolve("shards").toString();
  }

  private String raw(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines)).toString();
  }
}
