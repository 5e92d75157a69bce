package io.meanfield.datasets.shard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Features;
import io.meanfield.datasets.Labels;
import io.meanfield.datasets.ShardInfo;
import io.meanfield.datasets.source.RawLabel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jpountz.xxhash.XXHashFactory;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TestShard {
  private static final Labels CLASSES = new Labels.Classes(List.of("cat", "dog", "eel"));
  private static final Labels TARGETS = new Labels.Targets(List.of("x", "y"));
  private static final Features IMAGE = new Features.Image(3, 5, 1);
  private static final Features TOKENS = new Features.Tokens(9, 1000);
  private static final Features SPECTROGRAM = new Features.Spectrogram(4, 3);
  private static final Features NUMBERS = Features.Numbers.of(List.of("a", "b", "c"));

  @TempDir Path folder;

  @Test
  void everyRowComesBackAsItWasWrittenForEveryKindOfColumn() throws IOException {
    for (Features features : List.of(IMAGE, TOKENS, NUMBERS, SPECTROGRAM)) {
      for (Labels labels : List.of(CLASSES, TARGETS)) {
        List<byte[]> examples = examples(features, 100);
        Path file = write("rows.arrow", features, labels, examples);
        try (ShardReader reader = open(file, features, labels)) {
          assertEquals(100, reader.numExamples());
          for (int row = 99; row >= 0; row--) {
            reader.seek(row);
            assertArrayEquals(examples.get(row), bytes(reader.features()));
            assertArrayEquals(
                new LabelCodec(labels).encode(label(labels, row)), bytes(reader.label()));
          }
        }
      }
    }
  }

  @Test
  void aLargeShardIsReadAcrossItsRecordBatches() throws IOException {
    Features features = new Features.Image(1000, 1000, 1);
    List<byte[]> examples = examples(features, 20);
    Path file = write("large.arrow", features, CLASSES, examples);
    assertEquals(10, numRecordBatches(file));
    try (ShardReader reader = open(file, features, CLASSES)) {
      for (int row : new int[] {0, 1, 2, 3, 18, 19}) {
        reader.seek(row);
        assertArrayEquals(examples.get(row), bytes(reader.features()));
        assertEquals(row % 3, reader.label().getInt());
      }
    }
  }

  @Test
  void rowsOfManyLengthsAreFoundInTheirRecordBatches() throws IOException {
    Features features = new Features.Tokens(500, 1000);
    List<byte[]> examples = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      byte[] tokens = new byte[Integer.BYTES * (i < 2000 ? 10 : 300)];
      ByteBuffer.wrap(tokens).order(ByteOrder.LITTLE_ENDIAN).putInt(i);
      examples.add(tokens);
    }
    Path file = write("lengths.arrow", features, CLASSES, examples);
    assertEquals(3, numRecordBatches(file));
    try (ShardReader reader = open(file, features, CLASSES)) {
      for (int row = 0; row < 4000; row++) {
        reader.seek(row);
        assertEquals(row, reader.features().getInt(reader.features().position()));
        assertEquals(examples.get(row).length, reader.features().remaining());
      }
    }
  }

  @Test
  void arrowItselfReadsTheShard() throws IOException {
    Path file = write("arrow.arrow", TOKENS, CLASSES, examples(TOKENS, 10));
    try (RootAllocator allocator = new RootAllocator();
        ArrowFileReader reader = new ArrowFileReader(FileChannel.open(file), allocator)) {
      assertTrue(reader.loadNextBatch());
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      assertEquals(10, root.getRowCount());
      assertEquals(List.of(70, 71, 72), root.getVector("features").getObject(7));
      assertEquals(7 % 3, root.getVector("label").getObject(7));
      assertEquals("3", root.getSchema().getCustomMetadata().get("meanfield.format-version"));
      assertTrue(root.getSchema().getCustomMetadata().get("meanfield.features").contains("tokens"));
    }
  }

  @Test
  void theSameExamplesGiveTheSameBytes() throws IOException {
    for (Features features : List.of(IMAGE, TOKENS, NUMBERS, SPECTROGRAM)) {
      Path first = write("first.arrow", features, TARGETS, examples(features, 77));
      Path second = write("second.arrow", features, TARGETS, examples(features, 77));
      assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
    }
  }

  @Test
  void theInfoHasTheSizeAndTheChecksumOfTheFile() throws IOException {
    Path file = folder.resolve("info.arrow");
    ShardInfo info = write(file, IMAGE, CLASSES, examples(IMAGE, 5));
    byte[] bytes = Files.readAllBytes(file);
    long expected = XXHashFactory.safeInstance().hash64().hash(bytes, 0, bytes.length, 0);
    String xxh64 = "%016x".formatted(expected);
    assertEquals(new ShardInfo("info.arrow", 5, bytes.length, xxh64, 0), info);
    assertEquals(xxh64, FileDigests.xxh64(file));
  }

  @Test
  void whatDoesNotGoWithTheSchemaIsRefusedAndLeavesNoTrace() throws IOException {
    Path file = folder.resolve("refused.arrow");
    try (ShardWriter writer =
        new ShardWriter(
            "refused.arrow", Files.newOutputStream(file), IMAGE, CLASSES, Compression.NONE)) {
      RawLabel cat = new RawLabel.ClassName("cat");
      assertThrows(IllegalArgumentException.class, () -> writer.append(new byte[14], cat));
      assertThrows(
          IllegalArgumentException.class,
          () -> writer.append(new byte[15], new RawLabel.ClassName("cow")));
      assertThrows(
          IllegalArgumentException.class,
          () -> writer.append(new byte[15], new RawLabel.Targets(new float[3])));
      writer.append(new byte[15], cat);
      assertEquals(1, writer.finish().numExamples());
    }
    try (ShardReader reader = open(file, IMAGE, CLASSES)) {
      assertEquals(1, reader.numExamples());
    }
  }

  @Test
  void aShardCutOffAnywhereIsRefusedWithItsName() throws IOException {
    Path file = write("whole.arrow", NUMBERS, CLASSES, examples(NUMBERS, 4));
    byte[] whole = Files.readAllBytes(file);
    Path cut = folder.resolve("cut.arrow");
    for (int length = 0; length < whole.length; length++) {
      Files.write(cut, Arrays.copyOf(whole, length));
      String message = refusal(cut, NUMBERS, CLASSES);
      assertTrue(message.contains("cut.arrow") && message.contains("expected"), message);
    }
  }

  @Test
  void aDamagedShardIsReadWithinItsBoundsOrRefused() throws IOException {
    Path file = write("whole.arrow", TOKENS, CLASSES, examples(TOKENS, 6));
    byte[] whole = Files.readAllBytes(file);
    Path damaged = folder.resolve("damaged.arrow");
    Random random = new Random(1);
    int numRefused = 0;
    for (int i = 0; i < 1000; i++) {
      byte[] bytes = whole.clone();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      Files.write(damaged, bytes);
      try (ShardReader reader = open(damaged, TOKENS, CLASSES)) {
        for (int row = 0; row < reader.numExamples(); row++) {
          reader.seek(row);
          bytes(reader.features());
          bytes(reader.label());
        }
      } catch (DataException e) {
        numRefused++;
      }
    }
    assertTrue(numRefused > 100, numRefused + " refused");
  }

  @Test
  void aShardOfAnotherDataSetIsRefused() throws IOException {
    Path file = write("other.arrow", IMAGE, CLASSES, examples(IMAGE, 4));
    String message = refusal(file, new Features.Image(3, 4, 1), CLASSES);
    assertTrue(message.contains("FixedSizeBinary(12)"), message);
    assertTrue(message.contains("FixedSizeBinary(15)"), message);
    assertTrue(refusal(file, IMAGE, TARGETS).contains("FixedSizeList(2)"));
  }

  private static ShardReader open(Path file, Features features, Labels labels) throws IOException {
    try (ShardFile shard = new ShardFile(file.toString(), FileChannel.open(file), 0)) {
      return ShardReader.open(shard, features, labels);
    }
  }

  private static String refusal(Path file, Features features, Labels labels) {
    return assertThrows(DataException.class, () -> open(file, features, labels)).getMessage();
  }

  private static int numRecordBatches(Path file) throws IOException {
    try (RootAllocator allocator = new RootAllocator();
        ArrowFileReader reader = new ArrowFileReader(FileChannel.open(file), allocator)) {
      return reader.getRecordBlocks().size();
    }
  }

  private Path write(String name, Features features, Labels labels, List<byte[]> examples)
      throws IOException {
    Path file = folder.resolve(name);
    write(file, features, labels, examples);
    return file;
  }

  private static ShardInfo write(Path file, Features features, Labels labels, List<byte[]> examples)
      throws IOException {
    OutputStream out = Files.newOutputStream(file);
    try (ShardWriter writer =
        new ShardWriter(file.getFileName().toString(), out, features, labels, Compression.NONE)) {
      for (int row = 0; row < examples.size(); row++) {
        writer.append(examples.get(row), label(labels, row));
      }
      return writer.finish();
    }
  }

  private static RawLabel label(Labels labels, int row) {
    return labels instanceof Labels.Classes
        ? new RawLabel.ClassName(labels.names().get(row % labels.names().size()))
        : new RawLabel.Targets(new float[] {row, -row / 3f});
  }

  /** Token row i has i % 4 tokens, 10 i onwards. */
  private static List<byte[]> examples(Features features, int numExamples) {
    List<byte[]> examples = new ArrayList<>();
    Random random = new Random(7);
    for (int i = 0; i < numExamples; i++) {
      byte[] example;
      if (features instanceof Features.Tokens) {
        example = new byte[i % 4 * Integer.BYTES];
        for (int t = 0; t < i % 4; t++) {
          example[t * Integer.BYTES] = (byte) (10 * i + t);
        }
      } else {
        example = new byte[ShardSchema.featuresBytes(features)];
        random.nextBytes(example);
      }
      examples.add(example);
    }
    return examples;
  }

  private static byte[] bytes(ByteBuffer view) {
    byte[] bytes = new byte[view.remaining()];
    view.get(bytes);
    return bytes;
  }
}
