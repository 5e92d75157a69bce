package io.meanfield.datasets.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.fake.MemoryFileSystem;
import io.meanfield.datasets.fake.Mutations;
import io.meanfield.datasets.storage.Storage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Damaged files of every format of many records, read as ingest reads them: each is refused, or all
 * its records are there, good or bad.
 */
@Tag("unit")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class TestSourceFuzz {
  private static final int NUM_MUTATIONS = 10_000;
  private static final int NUM_PACKED = 2500; // of each format; one layer reads them all
  private static final String TRANSLATIONS = "un\ndeux\ntro\u00efs\nquatre mots\n5\nsix\n";
  private static final int MAX_RECORDS = 10_000;
  private static final Storage STORAGE = MemoryFileSystem.storage();

  /** A format, a whole file of it, and how many records a damaged one has. */
  enum Format {
    CSV(
        "t,l,n\nplain,x,1\n\"a, \"\"b\"\"\",y,2\r\n\n\"two\nlines\",x,3\n5\" disk,y,4\nö\u65e5,x,5\n",
        file -> new CsvSource(List.of(file), List.of(), Tables.text("t", "l"))) {
      @Override
      long numRecords(byte[] file, List<RawResult> results) {
        return RecordCounts.csv(file, results);
      }
    },
    TSV(
        "\ufeffa\tb\ty\r\n1\t.5\t2\r\n3e2\t+6\t-4\r\n\r\n7\t8\t9\n0\t0\t0",
        file ->
            new TsvSource(
                List.of(file), List.of(), Tables.numbers(List.of("b", "a"), List.of("y")))) {
      @Override
      long numRecords(byte[] file, List<RawResult> results) {
        return RecordCounts.lines(file) - 1;
      }
    },
    JSONL(
        "{\"t\":\"a\",\"l\":1}\n{\"l\":\"x\",\"t\":\"\\u00f6\"}\n\n{\"t\":\"[{}]\",\"l\":true,\"o\":{\"p\":[1,2]}}\n",
        file -> new JsonLinesSource(List.of(file), List.of(), Tables.text("t", "l"))),
    RATINGS(
        "1::1193::5::978300760\n1::\u65e5::3.5::978302109\r\n\n2::661::.5::1\nu:3:: i::4e0::2\n",
        file ->
            new RatingsSource(
                List.of(file),
                List.of(),
                RatingSeparator.DOUBLE_COLON,
                List.of("user", "item", "value", "time"),
                List.of())),
    DIGITS(
        "0,1,2,3,7\n16,5.0,0,4,1\n9,12,1,0,6\n8,13,4,11,5\n14,2,15,7,3\n6,10,16,5,8\n",
        file -> new DigitsSource(List.of(file), 2, 2, 16)),
    LIBSVM(
        "# rows\n+1 1:0.5 3:-2e1\n-1.0\t2:7   # another\n\n 0.5 3:1 \n1\n+1 2:3.75 3:9e-1\n-1 1:4 2:.25 3:6\n",
        file -> new LibsvmSource(List.of(file), List.of(), 3, LibsvmLabel.CLASS, 1)) {
      @Override
      long numRecords(byte[] file, List<RawResult> results) {
        return RecordCounts.uncommented(file, '#');
      }
    },
    ARFF(
        "% t\n@relation r\n@attribute a real\n@attribute 'b c' {x,\"y z\"}\n@attribute d date 'yyyy-MM-dd'\n@attribute l {p,q}\n@data\n1,x,2024-05-31,p\n% c\n2,'y z',?,q\n\n3,x,'2024-01-01',p\n",
        file -> new ArffSource(List.of(file), List.of(), arffColumns())) {
      @Override
      long numRecords(byte[] file, List<RawResult> results) {
        return RecordCounts.arff(file);
      }
    },
    CIFAR(
        cifar(),
        file -> new CifarSource(List.of(file), List.of(), 1, List.of("a", "b", "c", "d", "e"))) {
      @Override
      long numRecords(byte[] file, List<RawResult> results) {
        assertEquals(0, file.length % 3073);
        return file.length / 3073;
      }
    },
    IDX_IMAGES(
        RawFiles.images(5), file -> idx(file, put("labels", RawFiles.labels(0, 1, 2, 1, 0)))) {
      @Override
      long numRecords(byte[] file, List<RawResult> results) {
        assertEquals(16 + 5 * 6, file.length);
        return 5;
      }
    },
    IDX_LABELS(
        RawFiles.labels(0, 1, 2, 1, 0), file -> idx(put("images", RawFiles.images(5)), file)) {
      @Override
      long numRecords(byte[] file, List<RawResult> results) {
        assertEquals(8 + 5, file.length);
        return 5;
      }
    },
    PARALLEL_SOURCE(
        "\ufeffone\r\n\ntwo words\nthree\n\u00f6\u65e5\nfive",
        file -> parallel(file, put("target", TRANSLATIONS.getBytes(StandardCharsets.UTF_8)))) {
      @Override
      long numRecords(byte[] file, List<RawResult> results) {
        return 6;
      }
    },
    PARALLEL_TARGET(
        TRANSLATIONS,
        file ->
            parallel(put("source", "1\n2\n3\n4\n5\n6".getBytes(StandardCharsets.UTF_8)), file)) {
      @Override
      long numRecords(byte[] file, List<RawResult> results) {
        return 6;
      }
    };

    private final byte[] whole;
    private final Function<String, Source> source;

    Format(String whole, Function<String, Source> source) {
      this(whole.getBytes(StandardCharsets.UTF_8), source);
    }

    Format(byte[] whole, Function<String, Source> source) {
      this.whole = whole;
      this.source = source;
    }

    /** Of a file that was not refused; by default, lines. */
    long numRecords(byte[] file, List<RawResult> results) {
      return RecordCounts.lines(file);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyRecordOfADamagedFileIsGoodOrBadOrTheFileIsRefused(Format format) throws IOException {
    long numGood = 0;
    long numBad = 0;
    int numRefused = 0;
    for (long seed = 0; seed < NUM_MUTATIONS; seed++) {
      byte[] damaged = Mutations.mutate(format.whole, seed);
      String name = "%s, seed %d".formatted(format, seed);
      Optional<List<RawResult>> results = read(format, damaged, name);
      if (results.isPresent()) {
        List<RawResult> found = results.get();
        assertEquals(format.numRecords(damaged, found), found.size(), name);
        long numGoodHere = found.stream().filter(RawResult.Good.class::isInstance).count();
        numGood += numGoodHere;
        numBad += found.size() - numGoodHere;
      } else {
        numRefused++;
      }
    }
    assertTrue(
        numGood > 1000 && numBad + numRefused > 1000,
        "%d good, %d bad, %d files refused".formatted(numGood, numBad, numRefused));
  }

  @ParameterizedTest
  @EnumSource
  void aDamagedGzipFileIsReadWholeOrRefused(Format format) throws IOException {
    int half = format.whole.length / 2;
    byte[] first = RawFiles.gzip(Arrays.copyOf(format.whole, half));
    byte[] second = RawFiles.gzip(Arrays.copyOfRange(format.whole, half, format.whole.length));
    byte[] packed = concatenated(first, second);
    List<RawResult> whole = read(format, format.whole, "undamaged").orElseThrow();
    int numWhole = 0;
    int numRefused = 0;
    for (long seed = 0; seed < NUM_PACKED; seed++) {
      byte[] damaged = Mutations.mutate(packed, seed);
      boolean isHalf = damaged.length == first.length || damaged.length == second.length;
      if (!startsAsGzip(damaged) || isHalf) {
        continue; // plain, or two files that were one
      }
      String name = "%s, seed %d".formatted(format, seed);
      Optional<List<RawResult>> results = read(format, damaged, name);
      if (results.isPresent()) {
        assertEquals(RawFiles.inWords(whole), RawFiles.inWords(results.get()), name);
        numWhole++;
      } else {
        numRefused++;
      }
    }
    assertTrue(numWhole > 10 && numRefused > 1000, numWhole + " whole, " + numRefused);
  }

  private static Optional<List<RawResult>> read(Format format, byte[] content, String name)
      throws IOException {
    Source source = format.source.apply(put("data", content));
    List<RawResult> results = new ArrayList<>();
    try {
      for (RawSplit split : source.splits(STORAGE)) {
        try (RawReader reader = source.open(STORAGE, split)) {
          for (Optional<RawResult> next = reader.next(); next.isPresent(); next = reader.next()) {
            results.add(next.get());
            assertTrue(results.size() < MAX_RECORDS, name);
            assertEquals(results.size(), reader.place().record(), name);
          }
        }
      }
      return Optional.of(results);
    } catch (DataException e) {
      assertTrue(e.getMessage().contains("memory:/"), e.getMessage());
      return Optional.empty();
    } catch (RuntimeException | Error e) {
      throw new AssertionError("expected records or a refusal, of " + name, e);
    }
  }

  private static String put(String name, byte[] content) {
    return MemoryFileSystem.put("/TestSourceFuzz/" + name, content);
  }

  private static Source idx(String images, String labels) {
    return new IdxSource(
        List.of(new IdxFiles(images, labels)), List.of(), List.of("zero", "one", "two"));
  }

  private static Source parallel(String source, String target) {
    return new ParallelTextSource(List.of(new ParallelFiles(source, target)), List.of(), "utf-8");
  }

  private static Columns arffColumns() {
    List<String> none = List.of();
    return new Columns(
        "", "", "", List.of("a"), List.of("b c"), none, List.of("d"), "l", none, List.of("NA"));
  }

  private static byte[] cifar() {
    byte[] records = new byte[3 * 3073];
    new Random(1).nextBytes(records);
    for (int i = 0; i < 3; i++) {
      records[3073 * i] = (byte) i;
    }
    return records;
  }

  private static byte[] concatenated(byte[] first, byte[] second) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(first);
    all.writeBytes(second);
    return all.toByteArray();
  }

  private static boolean startsAsGzip(byte[] file) {
    return file.length > 1 && file[0] == 0x1f && file[1] == (byte) 0x8b;
  }
}
