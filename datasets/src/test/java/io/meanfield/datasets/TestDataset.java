package io.meanfield.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.division.RecordSplit;
import io.meanfield.datasets.fake.FakeScaling;
import io.meanfield.datasets.source.RawResult;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TestDataset {
  @TempDir Path folder;
  private final Storage storage = new Storage(new Configuration(false));

  @Test
  void aManifestComesBackAsItWasSaved() throws IOException {
    Manifest manifest = manifest(1);
    new Dataset(folder.toString(), manifest).save(storage);
    Dataset loaded = Dataset.load(storage, folder.toString());
    assertEquals(manifest, loaded.manifest());
    assertEquals(manifest.hash(), loaded.manifest().hash());
    assertEquals(3, loaded.manifest().part(Part.TRAIN).numExamples());
    assertTrue(Dataset.isPublished(storage, folder.toString()));
  }

  @Test
  void onlyCompressedShardsAreWrittenWithTheirSizeInMemory() throws IOException {
    new Dataset(folder.toString(), manifest(1)).save(storage);
    assertFalse(Files.readString(folder.resolve("manifest.json")).contains("plain-bytes"));
    ShardInfo compressed = new ShardInfo("train-00000-00000.arrow", 3, 99, "abc", 300);
    assertEquals(300, compressed.openBytes());
    assertEquals(99, new ShardInfo("train-00000-00000.arrow", 3, 99, "abc", 0).openBytes());
    Manifest manifest = manifest(1, compressed);
    new Dataset(folder.toString(), manifest).save(storage);
    assertEquals(manifest, Dataset.load(storage, folder.toString()).manifest());
  }

  @Test
  void theHashNamesEveryDetail() {
    assertEquals(manifest(1).hash(), manifest(1).hash());
    assertNotEquals(manifest(1).hash(), manifest(2).hash());
  }

  @Test
  void aMissingManifestSaysToIngest() throws IOException {
    assertFalse(Dataset.isPublished(storage, folder.toString()));
    assertRefused("found none", "run ingest", folder.toString());
  }

  @Test
  void aBrokenManifestIsRefusedWithThePlace() throws IOException {
    new Dataset(folder.toString(), manifest(1)).save(storage);
    Path file = folder.resolve("manifest.json");
    String text = Files.readString(file);
    for (String broken :
        List.of(
            "",
            "null",
            "{}",
            "shards",
            text.substring(0, text.length() / 2),
            text.replace("\"format-version\" : 3", "\"format-version\" : 99"),
            text.replace("\"labels\"", "\"lables\""),
            text.replaceFirst("\"num-examples\" : 3", "\"num-examples\" : 4"))) {
      assertNotEquals(text, broken);
      Files.writeString(file, broken);
      assertRefused(file.toString(), "line ", "column ", "run ingest again");
    }
  }

  @Test
  void aManifestWithAnotherValueIsRefusedByItsChecksum() throws IOException {
    Manifest manifest = manifest(1);
    new Dataset(folder.toString(), manifest).save(storage);
    Path file = folder.resolve("manifest.json");
    Files.writeString(file, Files.readString(file).replace("\"seed\" : 1", "\"seed\" : 2"));
    assertRefused(file.toString(), manifest.hash(), manifest(2).hash());
  }

  @Test
  void onlyTheFirstBadRecordsAreListed() {
    BadRecords all = BadRecords.NONE;
    List<RawResult.Bad> expected = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      RawResult.Bad bad = new RawResult.Bad("file", "line " + i, "reason");
      all = all.and(new BadRecords(1, List.of(bad)));
      expected.add(bad);
    }
    assertEquals(new BadRecords(25, expected.subList(0, 20)), all);
  }

  @Test
  void fractionsThatLeaveNothingToTrainOnAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> RecordSplit.ofFractions(0.5, 0.5));
    assertThrows(IllegalArgumentException.class, () -> RecordSplit.ofFractions(-0.1, 0.5));
    assertThrows(IllegalArgumentException.class, () -> RecordSplit.ofFractions(Double.NaN, 0));
  }

  private void assertRefused(String... words) {
    String message =
        assertThrows(DataException.class, () -> Dataset.load(storage, folder.toString()))
            .getMessage();
    for (String word : words) {
      assertTrue(message.contains(word), message);
    }
  }

  private static Manifest manifest(long seed) {
    return manifest(seed, new ShardInfo("train-00000-00000.arrow", 3, 99, "abc", 0));
  }

  private static Manifest manifest(long seed, ShardInfo shard) {
    PartInfo none = PartInfo.of(List.of());
    return new Manifest(
        Manifest.FORMAT_VERSION,
        "fingerprint",
        new Features.Image(1, 2, 1),
        new Labels.Classes(List.of("a", "ü")),
        new FakeScaling.Scaled(2, 255),
        new Manifest.Division(seed, RecordSplit.ofFractions(0.1, 0.2)),
        new Manifest.Parts(PartInfo.of(List.of(shard)), none, none),
        new BadRecords(1, List.of(new RawResult.Bad("file", "line 3", "expected, found"))));
  }
}
