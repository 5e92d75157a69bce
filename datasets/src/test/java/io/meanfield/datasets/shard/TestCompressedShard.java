package io.meanfield.datasets.shard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Features;
import io.meanfield.datasets.Labels;
import io.meanfield.datasets.ShardInfo;
import io.meanfield.datasets.fake.Mutations;
import io.meanfield.datasets.source.RawLabel;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("unit")
class TestCompressedShard {
  private static final Features IMAGE = new Features.Image(60, 50, 3);
  private static final Features TOKENS = new Features.Tokens(9, 12);
  private static final Features NUMBERS = Features.Numbers.of(List.of("a", "b", "c"));
  private static final Labels CLASSES = new Labels.Classes(List.of("cat", "dog"));
  private static final Labels TARGETS = new Labels.Targets(List.of("x", "y"));

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void rowsAreThoseThatWereWritten(Compression compression) throws IOException {
    for (Features features : List.of(IMAGE, TOKENS, NUMBERS)) {
      for (Labels labels : List.of(CLASSES, TARGETS)) {
        Written plain = write(features, labels, Compression.NONE, 2000);
        Written shard = write(features, labels, compression, 2000);
        try (ShardReader expected = plain.open();
            ShardReader found = shard.open()) {
          assertEquals(2000, found.numExamples());
          for (int row = 0; row < 2000; row++) {
            expected.seek(row);
            found.seek(row);
            assertEquals(expected.features(), found.features());
            assertEquals(expected.label(), found.label());
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void arrowItselfReadsTheShard(Compression compression) throws IOException {
    Written shard = write(TOKENS, CLASSES, compression, 3000);
    try (RootAllocator allocator = new RootAllocator();
        ArrowFileReader reader =
            new ArrowFileReader(
                FileChannel.open(shard.file), allocator, CommonsCompressionFactory.INSTANCE)) {
      assertTrue(reader.loadNextBatch());
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      assertEquals(3000, root.getRowCount());
      for (int row = 0; row < 3000; row++) {
        List<?> tokens = (List<?>) root.getVector("features").getObject(row);
        assertEquals(tokens(row), tokens);
        assertEquals(row % 2, root.getVector("label").getObject(row));
      }
    }
  }

  @Test
  void compressedShardsAreSmallerAndAlwaysTheSame() throws IOException {
    byte[] plain = write(IMAGE, CLASSES, Compression.NONE, 500).bytes();
    byte[] lz4 = write(IMAGE, CLASSES, Compression.LZ4, 500).bytes();
    byte[] zstd = write(IMAGE, CLASSES, Compression.ZSTD, 500).bytes();
    assertTrue(lz4.length < 0.7 * plain.length, lz4.length + " bytes");
    assertTrue(zstd.length < lz4.length, zstd.length + " bytes");
    assertArrayEquals(lz4, write(IMAGE, CLASSES, Compression.LZ4, 500).bytes());
    assertArrayEquals(zstd, write(IMAGE, CLASSES, Compression.ZSTD, 500).bytes());
  }

  @Test
  void theManifestKnowsWhatAnOpenShardTakes() throws IOException {
    Written shard = write(IMAGE, TARGETS, Compression.ZSTD, 3000);
    assertTrue(shard.info.bytes() < shard.info.openBytes());
    long before = memory("direct") + memory("mapped");
    try (ShardReader reader = shard.open()) {
      assertEquals(3000, reader.numExamples());
      assertEquals(shard.info.openBytes(), memory("direct") + memory("mapped") - before);
    }
    assertEquals(before, memory("direct") + memory("mapped"));
    assertEquals(0, write(IMAGE, TARGETS, Compression.NONE, 10).info.plainBytes());
  }

  @ParameterizedTest
  @EnumSource(names = {"LZ4", "ZSTD"})
  void aDamagedShardIsReadWithinItsBoundsOrRefused(Compression compression) throws IOException {
    Written written = write(TOKENS, CLASSES, compression, 60);
    byte[] whole = written.bytes();
    Path damaged = folder.resolve("damaged.arrow");
    int numRefused = 0;
    for (int i = 0; i < 500; i++) {
      Files.write(damaged, Mutations.mutate(whole, i));
      try (ShardReader reader = new Written(damaged, written.info, TOKENS, CLASSES).open()) {
        for (int row = 0; row < reader.numExamples(); row++) {
          reader.seek(row);
          drain(reader.features());
          drain(reader.label());
        }
      } catch (DataException e) {
        numRefused++;
      }
    }
    assertTrue(numRefused > 100, numRefused + " refused");
  }

  @ParameterizedTest
  @EnumSource(names = {"LZ4", "ZSTD"})
  void aDamagedBufferHasItsSizeOrIsRefused(Compression compression) throws IOException {
    BufferCodec codec = compression.codec();
    byte[] bytes = encoded(IMAGE, 0, new Random(9));
    ByteBuffer plain = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    ByteBuffer whole = ByteBuffer.allocateDirect(codec.maxCompressedBytes(bytes.length));
    codec.compress(plain, whole);
    byte[] compressed = new byte[whole.flip().remaining()];
    whole.get(compressed);
    ByteBuffer out = ByteBuffer.allocateDirect(bytes.length);
    ByteBuffer damaged = ByteBuffer.allocateDirect(2 * compressed.length);
    int numRefused = 0;
    for (int i = 0; i < 10_000; i++) {
      damaged.clear().put(Mutations.mutate(compressed, i)).flip();
      try {
        codec.decompress(damaged, out);
      } catch (IllegalArgumentException e) {
        numRefused++;
      }
    }
    assertTrue(numRefused > 5000, numRefused + " refused");
    codec.decompress(ByteBuffer.allocateDirect(compressed.length).put(compressed).flip(), out);
    assertEquals(plain, out);
  }

  private record Written(Path file, ShardInfo info, Features features, Labels labels) {
    ShardReader open() throws IOException {
      try (ShardFile shard =
          new ShardFile(file.toString(), FileChannel.open(file), info.plainBytes())) {
        return ShardReader.open(shard, features, labels);
      }
    }

    byte[] bytes() throws IOException {
      return Files.readAllBytes(file);
    }
  }

  private Written write(Features features, Labels labels, Compression compression, int numExamples)
      throws IOException {
    Path file = folder.resolve(compression + ".arrow");
    try (ShardWriter writer =
        new ShardWriter(
            file.toString(), Files.newOutputStream(file), features, labels, compression)) {
      Random random = new Random(5);
      for (int row = 0; row < numExamples; row++) {
        writer.append(encoded(features, row, random), label(labels, row));
      }
      return new Written(file, writer.finish(), features, labels);
    }
  }

  /** Two thirds of an image are empty; every third row has only tokens that are all the same. */
  private static byte[] encoded(Features features, int row, Random random) {
    if (features instanceof Features.Tokens) {
      List<Integer> tokens = tokens(row);
      byte[] encoded = new byte[tokens.size() * Integer.BYTES];
      for (int i = 0; i < tokens.size(); i++) {
        encoded[i * Integer.BYTES] = tokens.get(i).byteValue();
      }
      return encoded;
    }
    byte[] encoded = new byte[ShardSchema.featuresBytes(features)];
    byte[] noise = new byte[encoded.length / 3];
    random.nextBytes(noise);
    System.arraycopy(noise, 0, encoded, 0, noise.length);
    return encoded;
  }

  private static List<Integer> tokens(int row) {
    List<Integer> tokens = new ArrayList<>();
    for (int i = 0; i < row % 7; i++) {
      tokens.add(row % 3 == 0 ? 1 : (row + i) % 10);
    }
    return tokens;
  }

  private static RawLabel label(Labels labels, int row) {
    return labels instanceof Labels.Classes
        ? new RawLabel.ClassName(row % 2 == 0 ? "cat" : "dog")
        : new RawLabel.Targets(new float[] {row, 2});
  }

  private static void drain(ByteBuffer view) {
    view.get(new byte[view.remaining()]);
  }

  private static long memory(String pool) {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(bean -> bean.getName().equals(pool))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }
}
