package io.meanfield.datasets.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.division.RecordSplit;
import io.meanfield.datasets.fake.FakeSource;
import io.meanfield.datasets.fake.PatientJobs;
import io.meanfield.datasets.fake.RemoteFileSystem;
import io.meanfield.datasets.plan.StepPlan.Range;
import io.meanfield.datasets.shard.BatchReader;
import io.meanfield.datasets.shard.CacheFolder;
import io.meanfield.datasets.source.RawResult;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the folder that a data set is to be in, and what is refused. */
@Tag("unit")
class TestIngestFolder {
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

  @Test
  void emptyDataAndEmptyPartsAreRefused() throws IOException {
    FakeSource empty = new FakeSource(List.of(images.raw("empty", List.of())), List.of());
    assertTrue(images.refusal(images.config(empty)).contains("found none"));
    assertTrue(
        images
            .refusal(images.config(new FakeSource(List.of(), List.of())))
            .contains("expected files"));
    FakeSource two = new FakeSource(List.of(images.raw("two", List.of("0 1", "1 2"))), List.of());
    assertTrue(images.refusal(images.config(two)).contains("found none of 2 usable records there"));
    images.assertNothingLeft();
  }

  @Test
  void filesOfDifferentKindsAreRefused() throws IOException {
    List<String> wide = IntStream.range(0, 40).mapToObj(i -> "0 1 2 3").toList();
    FakeSource mixed =
        new FakeSource(List.of(source.files().get(0), images.raw("wide", wide)), List.of());
    assertTrue(images.refusal(images.config(mixed)).contains("expected 2 pixels, found 3"));
  }

  @Test
  void aFileThatCannotBeReadIsNamed() {
    FakeSource missing = new FakeSource(List.of(folder.resolve("missing").toString()), List.of());
    UncheckedIOException e =
        assertThrows(UncheckedIOException.class, () -> images.ingest(images.config(missing)));
    assertTrue(e.getMessage().contains("missing"), e.getMessage());
  }

  @Test
  void whatACrashedRunLeftIsRemovedAndNeverTakenForADataSet() throws IOException {
    Path left = folder.resolve(".shards.ingest-1234");
    Files.createDirectories(left);
    Files.writeString(left.resolve("train-00000-00000.arrow"), "half");
    assertThrows(DataException.class, () -> Dataset.load(storage, images.shards()));
    images.ingest(images.config(source));
    assertFalse(Files.exists(left));
  }

  @Test
  void anIdenticalDataSetIsUsedAgainAndAnotherOneRefused() throws IOException {
    Dataset first = images.ingest(images.config(source));
    Files.delete(Path.of(source.files().get(0)));
    assertEquals(first, images.ingest(images.config(source)), "taken as it is");
    DatasetConfig other =
        images.config(images.shards(), source, RecordSplit.ofFractions(0.1, 0.3), 0);
    assertTrue(images.refusal(other).contains(other.fingerprint()));
  }

  @Test
  void rawDataAndShardsMayBeOnAnyFileSystem() throws IOException {
    Storage remote = RemoteFileSystem.storage();
    FakeSource remoteSource =
        new FakeSource(source.files().stream().map(file -> "remote:" + file).toList(), List.of());
    DatasetConfig config =
        images.config("remote:" + images.shards(), remoteSource, RecordSplit.ofFractions(0, 0), 0);
    Dataset dataset = new IngestJob(spark, new PatientJobs(), remote).run(config, () -> "/");
    assertEquals(dataset, Dataset.load(remote, "remote:" + images.shards()));
    try (BatchReader reader =
        BatchReader.open(
            remote, dataset, Part.TRAIN, new CacheFolder(folder.resolve("cache"), 1 << 30))) {
      assertEquals(120, reader.read(new Range(0, 120)).size());
    }
  }

  @Test
  void aFolderWithOtherFilesIsNotTouched() throws IOException {
    Path precious = Path.of(images.shards()).resolve("precious.txt");
    Files.createDirectories(precious.getParent());
    Files.writeString(precious, "mine");
    assertTrue(images.refusal(images.config(source)).contains("other files"));
    assertEquals("mine", Files.readString(precious));
  }

  @Test
  void anEmptyFolderThatIsThereAlreadyIsFilled() throws IOException {
    Files.createDirectories(Path.of(images.shards()));
    images.ingest(images.config(source));
    assertTrue(Dataset.isPublished(storage, images.shards()));
  }

  @Test
  void badRecordsAboveTheFractionAreListedInOrderAndNothingIsPublished() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      lines.add("0 1 x" + i);
    }
    FakeSource bad =
        new FakeSource(List.of(images.raw("a", lines), source.files().get(0)), List.of());
    String message = images.refusal(images.config(bad));
    assertTrue(message.contains("found 30 of 70"), message);
    assertTrue(message.contains(bad.files().get(0) + ", line 20: expected a number"), message);
    assertFalse(message.contains("line 21"), message);
    assertTrue(message.indexOf("line 2:") < message.indexOf("line 19:"), message);
    images.assertNothingLeft();
  }

  @Test
  void badRecordsWithinTheFractionAreCountedAndListed() throws IOException {
    List<String> lines = List.of("0 1 2", "? 1 2", "1 1 zwei", "1 1 2 3", "1 3 4", "0 5 6");
    FakeSource bad =
        new FakeSource(List.of(images.raw("a", lines), source.files().get(0)), List.of());
    Dataset dataset =
        images.ingest(images.config(images.shards(), bad, RecordSplit.ofFractions(0, 0), 0.1));
    assertEquals(3, dataset.manifest().badRecords().count());
    assertEquals(
        List.of("record 2", "line 3", "record 4"),
        dataset.manifest().badRecords().first().stream().map(RawResult.Bad::position).toList());
    assertEquals(43, dataset.manifest().part(Part.TRAIN).numExamples());
  }
}
