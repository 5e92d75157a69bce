package io.meanfield.datasets.shard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.BadRecords;
import io.meanfield.datasets.Batch;
import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.Labels;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.PartInfo;
import io.meanfield.datasets.ReaderMemory;
import io.meanfield.datasets.ShardInfo;
import io.meanfield.datasets.division.RecordSplit;
import io.meanfield.datasets.fake.FakeScaling;
import io.meanfield.datasets.fake.FakeTokens;
import io.meanfield.datasets.fake.RemoteFileSystem;
import io.meanfield.datasets.plan.EpochOrder;
import io.meanfield.datasets.plan.StepPlan;
import io.meanfield.datasets.plan.StepPlan.Range;
import io.meanfield.datasets.source.RawFeatures;
import io.meanfield.datasets.source.RawLabel;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.transform.Transform;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TestBatchReader {
  private static final Labels CLASSES = new Labels.Classes(List.of("even", "odd"));

  @TempDir Path folder;
  @TempDir Path cache;
  private final Storage storage = RemoteFileSystem.storage();

  @AfterEach
  void awaitFetches() throws InterruptedException {
    Fetching.awaitEnd();
  }

  @Test
  void neighbouringRowsComeInTheOrderOfTheManifest() throws IOException {
    Dataset dataset = images(3, 5, 2);
    try (BatchReader reader = open(dataset)) {
      assertEquals(10, reader.numExamples());
      Batch batch = reader.read(new Range(2, 9));
      assertEquals(7, batch.size());
      assertArrayEquals(new long[] {7, 1, 2, 1}, batch.featureShape());
      assertArrayEquals(
          new float[] {2, -2, 3, -3, 4, -4, 5, -5, 6, -6, 7, -7, 8, -8}, signed(batch));
      assertArrayEquals(
          new float[] {1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0}, numbers(batch.labels().get()));
      assertEquals(2, batch.numLabels());
      assertTrue(batch.mask().isEmpty());
    }
  }

  @Test
  void anEpochInStepsVisitsEveryExampleOnceInItsOrder() throws IOException {
    Dataset dataset = images(7, 1, 9, 4, 12);
    EpochOrder order = new EpochOrder(dataset.manifest().part(Part.TRAIN).shardSizes(), 1, 0, 2);
    StepPlan plan = new StepPlan(33, 2, 4);
    List<Long> visited = new ArrayList<>();
    try (BatchReader reader = open(dataset)) {
      for (long step = 0; step < plan.stepsPerEpoch(); step++) {
        for (int replica = 0; replica < 2; replica++) {
          Batch batch = reader.read(order.rows(plan.range(step, replica)));
          for (int i = 0; i < batch.size(); i++) {
            visited.add((long) batch.features().get(2 * i));
          }
        }
      }
    }
    assertEquals(Arrays.stream(order.rows(new Range(0, 33))).boxed().toList(), visited);
  }

  @Test
  void buffersAreDirectInNativeOrderAndUsedAgain() throws IOException {
    try (BatchReader reader = open(images(10))) {
      Batch first = reader.read(new Range(0, 4));
      assertTrue(first.features().isDirect() && first.labels().get().isDirect());
      assertSame(ByteOrder.nativeOrder(), first.features().order());
      assertEquals(8, first.features().capacity());
      Batch second = reader.read(new Range(4, 6));
      assertEquals(4, second.features().capacity());
      assertEquals(4f, first.features().get(0), "the first batch's memory holds the second batch");
      assertEquals(0, reader.read(new Range(3, 3)).features().capacity());
    }
  }

  @Test
  void tokensCarryAMaskAndTargetsTheirNumbers() throws IOException {
    Transform transform = new FakeTokens(3);
    Labels labels = new Labels.Targets(List.of("x", "y"));
    ShardInfo shard;
    try (ShardWriter writer = writer("t.arrow", transform, labels)) {
      writer.append(
          transform.encode(new RawFeatures.Text("a bcd")),
          new RawLabel.Targets(new float[] {1.5f, -2}));
      shard = writer.finish();
    }
    try (BatchReader reader = open(dataset(transform, labels, List.of(shard)))) {
      Batch batch = reader.read(new Range(0, 1));
      assertArrayEquals(new long[] {1, 3}, batch.featureShape());
      assertArrayEquals(new float[] {1, 3, 0}, numbers(batch.features()));
      assertArrayEquals(new float[] {1, 1, 0}, numbers(batch.mask().get()));
      assertArrayEquals(new float[] {1.5f, -2}, numbers(batch.labels().get()));
    }
  }

  @Test
  void moreShardsThanMayBeOpenAreReadOverAndOver() throws IOException {
    int[] sizes = new int[300];
    Arrays.fill(sizes, 1);
    try (BatchReader reader = open(images(sizes))) {
      for (int pass = 0; pass < 3; pass++) {
        Batch batch = reader.read(new Range(0, 300));
        for (int i = 0; i < 300; i++) {
          assertEquals(i & 0xff, batch.features().get(2 * i));
        }
      }
    }
  }

  @Test
  void anEmptyPartCanBeOpened() throws IOException {
    try (BatchReader reader =
        BatchReader.open(storage, images(3), Part.VALIDATION, cacheFolder())) {
      assertEquals(0, reader.numExamples());
      assertEquals(0, reader.read(new Range(0, 0)).size());
      assertThrows(IndexOutOfBoundsException.class, () -> reader.read(new Range(0, 1)));
    }
  }

  @Test
  void anAlteredByteIsRefusedWithBothChecksums() throws IOException {
    Dataset dataset = images(3);
    Path shard = folder.resolve("0.arrow");
    byte[] bytes = Files.readAllBytes(shard);
    bytes[bytes.length / 2] ^= 1;
    Files.write(shard, bytes);
    String expected = dataset.manifest().part(Part.TRAIN).shards().get(0).xxh64();
    assertRefused(dataset, "0.arrow", expected, FileDigests.xxh64(shard));
  }

  @Test
  void anEmptyATruncatedAndAMissingShardAreRefused() throws IOException {
    Dataset dataset = images(3);
    Path shard = folder.resolve("0.arrow");
    byte[] bytes = Files.readAllBytes(shard);
    Files.write(shard, new byte[0]);
    assertRefused(dataset, "0.arrow", "expected %d bytes".formatted(bytes.length), "found 0 bytes");
    Files.write(shard, Arrays.copyOf(bytes, 100));
    assertRefused(dataset, "0.arrow", "found 100 bytes");
    Files.delete(shard);
    assertRefused(dataset, "0.arrow", "found no such file");
  }

  @Test
  void remoteShardsAreCopiedOnceAndADamagedCopyIsReplaced() throws IOException {
    Manifest manifest = images(3, 4).manifest();
    Dataset remote = new Dataset("remote:" + folder, manifest);
    assertReadsSeven(remote);
    List<Path> copies = cached();
    assertEquals(
        manifest.part(Part.TRAIN).shards().stream().map(this::copyOf).sorted().toList(), copies);
    Files.write(copies.get(0), new byte[] {1, 2, 3});
    assertReadsSeven(remote);

    for (Path original : files(folder)) {
      Files.delete(original);
    }
    assertReadsSeven(remote);
    Files.delete(copyOf(manifest.part(Part.TRAIN).shards().get(0)));
    assertRefused(remote, "remote:", "found no such file");
    assertEquals(1, cached().size(), "no temporary file is left");
  }

  @Test
  void aDamagedRemoteShardDoesNotGetIntoTheCache() throws IOException {
    Dataset remote = new Dataset("remote:" + folder, images(3).manifest());
    byte[] bytes = Files.readAllBytes(folder.resolve("0.arrow"));
    bytes[bytes.length / 2] ^= 1;
    Files.write(folder.resolve("0.arrow"), bytes);
    assertRefused(remote, "remote:", "XXH64");
    assertTrue(cached().isEmpty());
  }

  @Test
  void expectedShardsAreCopiedInTheBackground() throws Exception {
    Dataset remote = new Dataset("remote:" + folder, images(2, 2, 3).manifest());
    Thread here = Thread.currentThread();
    List<String> copiedHere = new ArrayList<>();
    CountDownLatch copiedElsewhere = new CountDownLatch(2);
    RemoteFileSystem.afterFirstBytes(
        name -> {
          if (Thread.currentThread() == here) {
            copiedHere.add(name);
          } else {
            copiedElsewhere.countDown();
          }
        });
    try (BatchReader reader = open(remote)) {
      reader.expect(List.of(2, 1));
      assertTrue(copiedElsewhere.await(1, TimeUnit.MINUTES));
      assertEquals(6f, reader.read(new Range(0, 7)).features().get(12));
      assertEquals(List.of("0.arrow"), copiedHere);
    } finally {
      RemoteFileSystem.afterFirstBytes(name -> {});
    }
  }

  @Test
  void whatIsExpectedChangesNothingThatIsRead() throws Exception {
    int[] sizes = new int[300]; // more than may be open
    Arrays.fill(sizes, 1);
    Dataset remote = new Dataset("remote:" + folder, images(sizes).manifest());
    Random random = new Random(1);
    try (BatchReader reader = open(remote)) {
      for (int i = 0; i < 100; i++) {
        reader.expect(random.ints(random.nextInt(5), 0, 300).distinct().boxed().toList());
        int first = random.nextInt(295);
        Batch batch = reader.read(new Range(first, first + 5));
        for (int j = 0; j < 5; j++) {
          assertEquals(first + j & 0xff, batch.features().get(2 * j));
        }
      }
    }
  }

  @Test
  void anEpochCopiesNoShardTwiceThoughTheCacheHoldsNone() throws IOException {
    int[] sizes = new int[300]; // more than may be open
    Arrays.fill(sizes, 2);
    Dataset remote = new Dataset("remote:" + folder, images(sizes).manifest());
    int before = RemoteFileSystem.numOpened();
    int shardsAtATime = ReaderMemory.shardsAtATime(List.of(remote.manifest().part(Part.TRAIN)))[0];
    EpochOrder order = new EpochOrder(sizes, 3, 0, shardsAtATime);
    assertEquals(2, order.numBlocks());
    try (BatchReader reader =
        BatchReader.open(storage, remote, Part.TRAIN, new CacheFolder(cache, 1))) {
      for (long from = 0; from < 600; from += 50) { // a batch begins in one block, ends in the next
        List<Integer> expected = new ArrayList<>(order.shardsOf(order.blockAt(from + 49)));
        if (order.blockAt(from + 49) == 0) {
          expected.addAll(order.shardsOf(1));
        }
        reader.expect(expected);
        Batch batch = reader.read(order.rows(new Range(from, from + 50)));
        assertEquals(order.rows(new Range(from, from + 1))[0] & 0xff, batch.features().get(0));
      }
    }
    int numCopies = RemoteFileSystem.numOpened() - before; // fewer where neighbours are the same
    assertTrue(numCopies > 250 && numCopies <= 300, numCopies + " copies");
  }

  private Path copyOf(ShardInfo shard) {
    return cache.resolve(shard.xxh64() + ".arrow");
  }

  private void assertReadsSeven(Dataset dataset) throws IOException {
    try (BatchReader reader = open(dataset)) {
      FloatBuffer features = reader.read(new Range(0, 7)).features();
      for (int i = 0; i < 7; i++) {
        assertEquals(i, features.get(2 * i));
      }
    }
  }

  private void assertRefused(Dataset dataset, String... words) throws IOException {
    try (BatchReader reader = open(dataset)) {
      String message =
          assertThrows(DataException.class, () -> reader.read(new Range(0, 3))).getMessage();
      for (String word : words) {
        assertTrue(message.contains(word), message);
      }
      assertFalse(message.contains("\n"), message);
    }
  }

  private BatchReader open(Dataset dataset) {
    return BatchReader.open(storage, dataset, Part.TRAIN, cacheFolder());
  }

  private CacheFolder cacheFolder() {
    return new CacheFolder(cache, 1 << 30);
  }

  /** Example i is the image [i, 255 - i] of the class even or odd, in shards of the given sizes. */
  private Dataset images(int... shardSizes) throws IOException {
    Transform transform = new FakeScaling.Scaled(2, 1);
    List<ShardInfo> shards = new ArrayList<>();
    int next = 0;
    for (int size : shardSizes) {
      try (ShardWriter writer = writer(shards.size() + ".arrow", transform, CLASSES)) {
        for (int i = 0; i < size; i++, next++) {
          byte[] pixels = {(byte) next, (byte) (255 - next)};
          writer.append(pixels, new RawLabel.ClassName(next % 2 == 0 ? "even" : "odd"));
        }
        shards.add(writer.finish());
      }
    }
    return dataset(transform, CLASSES, shards);
  }

  private ShardWriter writer(String name, Transform transform, Labels labels) throws IOException {
    return new ShardWriter(
        name,
        Files.newOutputStream(folder.resolve(name)),
        transform.features(),
        labels,
        Compression.NONE);
  }

  private Dataset dataset(Transform transform, Labels labels, List<ShardInfo> shards) {
    PartInfo none = PartInfo.of(List.of());
    return new Dataset(
        folder.toString(),
        new Manifest(
            Manifest.FORMAT_VERSION,
            "fingerprint",
            transform.features(),
            labels,
            transform,
            new Manifest.Division(1, RecordSplit.ofFractions(0, 0)),
            new Manifest.Parts(PartInfo.of(shards), none, none),
            BadRecords.NONE));
  }

  /** Every second number is 255 - x: here -x. */
  private static float[] signed(Batch batch) {
    float[] numbers = numbers(batch.features());
    for (int i = 1; i < numbers.length; i += 2) {
      numbers[i] -= 255;
    }
    return numbers;
  }

  private List<Path> cached() throws IOException {
    return files(cache).stream().filter(file -> !file.endsWith(".locks")).toList();
  }

  private static float[] numbers(FloatBuffer buffer) {
    float[] numbers = new float[buffer.remaining()];
    buffer.get(numbers);
    return numbers;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
