package io.meanfield.datasets.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.meanfield.datasets.DataException;
import io.meanfield.datasets.fake.Mutations;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Damaged Parquet files: each has all its records, or is said to be damaged, soon. */
@Tag("unit")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class TestParquetFuzz {
  private static final int MUTATIONS_PER_FILE = 1700;
  private static final int NUM_ROWS = 40;
  private static final Duration MAX_TIME = Duration.ofSeconds(10);
  private static final long MAX_BYTES = 64 << 20;
  private static final ThreadMXBean MEMORY =
      (ThreadMXBean) ManagementFactory.getThreadMXBean(); // of every JDK that Spark runs on
  private static final Columns COLUMNS =
      new Columns(
          "",
          "",
          "",
          List.of("a", "d"),
          List.of("c"),
          List.of("b"),
          List.of("t"),
          "l",
          List.of(),
          List.of("NA"));

  @TempDir Path folder;

  @Test
  void damagedFilesHaveAllTheirRecordsOrAreNamed() throws IOException {
    List<byte[]> files = files();
    int numRead = 0;
    int numDamaged = 0;
    for (int i = 0; i < files.size(); i++) {
      for (long seed = 0; seed < MUTATIONS_PER_FILE; seed++) {
        byte[] damaged = Mutations.mutate(files.get(i), seed * 100 + i);
        boolean isRead = reads(damaged, "file %d, seed %d".formatted(i, seed));
        numRead += isRead ? 1 : 0;
        numDamaged += isRead ? 0 : 1;
      }
    }
    assertTrue(numRead > 100 && numDamaged > 100, numRead + " read, " + numDamaged + " damaged");
  }

  private boolean reads(byte[] file, String name) throws IOException {
    String path = folder.resolve("damaged").toString();
    Files.write(Path.of(path), file);
    long start = System.nanoTime();
    long allocated = MEMORY.getCurrentThreadAllocatedBytes();
    try {
      List<RawResult> records = RawFiles.read(new ParquetSource(List.of(path), List.of(), COLUMNS));
      assertEquals(NUM_ROWS, records.size(), name);
      return true;
    } catch (DataException e) {
      assertTrue(e.getMessage().contains(path), e.getMessage());
      return false;
    } catch (RuntimeException | Error e) {
      throw new AssertionError("expected records or a damaged file, of " + name, e);
    } finally {
      Duration time = Duration.ofNanos(System.nanoTime() - start);
      assertTrue(time.compareTo(MAX_TIME) < 0, () -> name + " took " + time);
      long bytes = MEMORY.getCurrentThreadAllocatedBytes() - allocated;
      assertTrue(bytes < MAX_BYTES, () -> name + " took " + bytes + " bytes");
    }
  }

  private List<byte[]> files() throws IOException {
    List<byte[]> files = new ArrayList<>();
    for (boolean hasChecksums : new boolean[] {false, true}) {
      for (CompressionCodecName codec :
          List.of(
              CompressionCodecName.UNCOMPRESSED,
              CompressionCodecName.SNAPPY,
              CompressionCodecName.ZSTD)) {
        String file =
            new ParquetWriting(folder)
                .write(
                    "whole",
                    """
                    optional int64 a; required double d; optional binary c (STRING);
                    optional boolean b; optional int64 t (TIMESTAMP(MICROS,true));
                    required binary l (STRING);
                    """,
                    writer ->
                        writer
                            .withCompressionCodec(codec)
                            .withPageWriteChecksumEnabled(hasChecksums)
                            .withWriterVersion(
                                hasChecksums
                                    ? WriterVersion.PARQUET_1_0
                                    : WriterVersion.PARQUET_2_0)
                            .withMaxRowCountForPageSizeCheck(8)
                            .withPageRowCountLimit(16),
                    NUM_ROWS,
                    TestParquetFuzz::fill);
        files.add(Files.readAllBytes(Path.of(file)));
      }
    }
    return files;
  }

  private static void fill(int row, Group group) {
    if (row % 3 > 0) {
      group.append("a", row * 1_000_003L).append("b", row % 2 == 0).append("t", row * 3_600_000L);
      group.append("c", List.of("old", "new").get(row % 2));
    }
    group.append("d", Math.sqrt(row)).append("l", "label " + row % 5);
  }
}
