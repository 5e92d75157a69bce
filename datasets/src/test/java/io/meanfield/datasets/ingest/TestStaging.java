package io.meanfield.datasets.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.BadRecords;
import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Labels;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.PartInfo;
import io.meanfield.datasets.ShardInfo;
import io.meanfield.datasets.division.RecordSplit;
import io.meanfield.datasets.fake.FakeScaling;
import io.meanfield.datasets.shard.Compression;
import io.meanfield.datasets.source.RawLabel;
import io.meanfield.datasets.source.RawSplit;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.transform.TargetScaling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TestStaging {
  private static final Labels LABELS = new Labels.Classes(List.of("a"));
  private static final FakeScaling.Scaled TRANSFORM = new FakeScaling.Scaled(1, 1);
  private static final Schema SCHEMA = new Schema(TRANSFORM.encoding(), LABELS, TargetScaling.NONE);
  private static final int EXAMPLE_BYTES = 1 + Integer.BYTES; // a pixel and the number of a class

  @TempDir Path parent;
  private final Storage storage = new Storage(new Configuration(false));

  @Test
  void twoAttemptsAtASplitLeaveOneSetOfWholeShards() throws IOException {
    try (Staging staging = create();
        PartWriter first = writer(staging);
        PartWriter second = writer(staging)) {
      List<ShardInfo> infos = List.of();
      for (int i = 0; i < 5; i++) {
        append(first, i);
        append(second, i);
        if (i == 4) {
          infos = first.finish();
          assertEquals(infos, second.finish());
        }
      }
      assertEquals(infos.stream().map(ShardInfo::file).toList(), storage.list(staging.folder()));
      assertEquals(List.of(2, 2, 1), infos.stream().map(ShardInfo::numExamples).toList());
      staging.publish(manifest(infos));
    }
    assertEquals(4, storage.list(target()).size());
  }

  @Test
  void anAttemptThatFailsLeavesNothingBehind() throws IOException {
    try (Staging staging = create()) {
      try (PartWriter writer = writer(staging)) {
        append(writer, 1);
        assertEquals(1, storage.list(staging.folder()).size());
      }
      assertEquals(List.of(), storage.list(staging.folder()));
    }
  }

  @Test
  void whatKilledAttemptsLeftIsNotPublished() throws IOException {
    try (Staging staging = create();
        PartWriter killed = writer(staging)) {
      append(killed, 1);
      staging.publish(manifest(List.of()));
      assertEquals(List.of("manifest.json"), storage.list(target()));
    }
  }

  @Test
  void aDataSetWithoutAllItsShardsIsNotPublished() throws IOException {
    try (Staging staging = create()) {
      Manifest manifest = manifest(List.of(new ShardInfo("gone.arrow", 1, 1, "", 0)));
      String message =
          assertThrows(DataException.class, () -> staging.publish(manifest)).getMessage();
      assertTrue(message.contains("twice at the same time"), message);
    }
    assertEquals(List.of(), storage.list(parent.toString()));
  }

  @Test
  void aTargetThatWasPublishedMeanwhileIsNotTouched() throws IOException {
    try (Staging staging = create()) {
      storage.writeText(target() + "/manifest.json", "another");
      assertThrows(IOException.class, () -> staging.publish(manifest(List.of())));
    }
    assertEquals("another", storage.readText(target() + "/manifest.json"));
    assertEquals(List.of("shards"), storage.list(parent.toString()));
  }

  private Staging create() throws IOException {
    return Staging.create(storage, target());
  }

  private String target() {
    return parent.resolve("shards").toString();
  }

  private PartWriter writer(Staging staging) {
    return new PartWriter(
        new ShardTarget(storage, staging.folder(), SCHEMA, 2 * EXAMPLE_BYTES, Compression.NONE),
        RawSplit.ofOne(0, "raw", false),
        Part.TRAIN);
  }

  private static void append(PartWriter writer, int pixel) throws IOException {
    writer.append(new byte[] {(byte) pixel}, new RawLabel.ClassName("a"));
  }

  private static Manifest manifest(List<ShardInfo> shards) {
    PartInfo none = PartInfo.of(List.of());
    return new Manifest(
        Manifest.FORMAT_VERSION,
        "fingerprint",
        TRANSFORM.features(),
        LABELS,
        TRANSFORM,
        new Manifest.Division(1, RecordSplit.ofFractions(0, 0)),
        new Manifest.Parts(PartInfo.of(shards), none, none),
        BadRecords.NONE);
  }
}
