package io.meanfield.datasets.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.storage.Storage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TestFileDivision {
  private static final int NUM_ROWS = 100_000; // more than 2 MiB in every format
  private static final Columns NUMBERS = Tables.numbers(List.of("a", "b"), List.of("y"));

  @TempDir private Path folder;
  private final Storage storage = new Storage(new Configuration(false));

  @Test
  void theRecordsOfAllSplitsAreThoseOfTheFile() throws IOException {
    String file =
        write(
            "quoted.csv",
            "t,l\n",
            i ->
                "\"row %d, said \"\"%d\"\"\n\n,and more\",%s\r\n"
                    .formatted(i, i * 7, "xyz".charAt(i % 3)));
    assertDivided(new CsvSource(List.of(file), List.of(), Tables.text("t", "l")));
    String tabs =
        write("t.tsv", "a\tb\ty\n", i -> "%d\t-%d.25\t0.000000000%d\n".formatted(i, i, i));
    assertDivided(new TsvSource(List.of(tabs), List.of(), NUMBERS));
    String objects =
        write("t.jsonl", "", i -> "{\"a\": %d, \"b\": 0.5, \"y\": %d}\n".formatted(i, i));
    assertDivided(new JsonLinesSource(List.of(objects), List.of(), NUMBERS));
    String lines = write("lines.txt", "", i -> "the document with the number %d\n".formatted(i));
    List<ClassFiles> classes = List.of(new ClassFiles("one", List.of(lines)));
    assertDivided(new LinesSource(classes, List.of(), "utf-8"));
    String sparse =
        write("t.libsvm", "# numbers\n", i -> "%d 1:0.12345678 3:%d # %d\n".formatted(i, i, i));
    assertDivided(new LibsvmSource(List.of(sparse), List.of(), 3, LibsvmLabel.TARGET, 1));
    String ratings =
        write("r.csv", "who,what,stars\n", i -> "%d,\"item\n%d, the one\",3.5\n".formatted(i, i));
    assertDivided(
        new RatingsSource(
            List.of(ratings),
            List.of(),
            RatingSeparator.COMMA,
            List.of("user", "item", "value"),
            List.of("who", "what", "stars")));
    String pairs = write("p.tsv", "en\tfr\n", i -> "text %d\tle texte %d\n\t\n".formatted(i, i));
    assertDivided(new TsvSource(List.of(pairs), List.of(), Tables.translations("en", "fr")));
    String pixels =
        write("digits", "", i -> "16,0,%d,1,1,1,1,1,1,1,1,1,%d\n".formatted(i % 17, i % 10));
    assertDivided(new DigitsSource(List.of(pixels), 3, 4, 16));
  }

  @Test
  void recordsOfALateSplitAreToldByWhereItStarts() throws IOException {
    String file =
        write(
            "t.csv",
            "a,b,y\n",
            i ->
                i == NUM_ROWS - 1 ? "bad\n" : "%d,0.5,0000000000000000000000000001\n".formatted(i));
    Source source = new CsvSource(List.of(file), List.of(), NUMBERS);
    List<RawSplit> splits = divide(source);
    RawSplit last = splits.get(splits.size() - 1);
    long from = ((ByteRange) last.extent()).from();
    List<String> records = read(source, last);
    assertEquals(
        "bad line %d after byte %d: expected 3 fields as in the header, found 1"
            .formatted(records.size(), from),
        records.get(records.size() - 1));
    byte[] bytes = Files.readAllBytes(Path.of(file));
    assertEquals('\n', bytes[(int) from - 1]);
  }

  @Test
  void whatIsSmallOrCompressedStaysWhole() throws IOException {
    Path small = Files.writeString(folder.resolve("small.csv"), "a,b,y\n1,2,3\n");
    Path packed = folder.resolve("packed.csv");
    Random random = new Random(1);
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write("a,b,y\n".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 400_000; i++) {
        out.write(
            "%d,%d,1\n"
                .formatted(random.nextInt(), random.nextInt())
                .getBytes(StandardCharsets.UTF_8));
      }
    }
    assertTrue(Files.size(packed) > 3 << 20);
    Source source = new CsvSource(List.of(small.toString(), packed.toString()), List.of(), NUMBERS);
    assertEquals(source.splits(storage), divide(source));
  }

  /** In CSV that is malformed in every way, too, and for all ways to cut it. */
  @Test
  void everyByteIsInOneSplitAndEverySplitStartsALine() throws IOException {
    Random random = new Random(3);
    for (int i = 0; i < 800; i++) {
      byte[] bytes = new byte[1 + random.nextInt(120)];
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] = (byte) "a,\"\n\r\n".charAt(random.nextInt(6));
      }
      long previous = 0;
      for (ByteRange range : ranges(bytes, 1 + random.nextInt(6))) {
        assertEquals(previous, range.from());
        assertTrue(range.from() == 0 || bytes[(int) range.from() - 1] == '\n');
        assertTrue(range.to() > range.from());
        previous = range.to();
      }
      assertEquals(bytes.length, previous);
    }
  }

  @Test
  void noSplitOfWellFormedCsvStartsInQuotes() throws IOException {
    Random random = new Random(5);
    List<String> fields =
        List.of("a", "\"\"", "\"a\nb\"", "\"\n\"\"\n,\n\"", "", "x\"y", "\"\r\n\"");
    for (int i = 0; i < 500; i++) {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      List<Integer> starts = new ArrayList<>();
      for (int record = 0; record < 12; record++) {
        starts.add(text.size());
        String fieldsOfRecord =
            random
                .ints(1 + random.nextInt(3), 0, fields.size())
                .mapToObj(fields::get)
                .collect(Collectors.joining(","));
        text.writeBytes(
            (fieldsOfRecord + (random.nextBoolean() ? "\n" : "\r\n"))
                .getBytes(StandardCharsets.UTF_8));
      }
      for (ByteRange range : ranges(text.toByteArray(), 1 + random.nextInt(8))) {
        assertTrue(starts.contains((int) range.from()));
      }
    }
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstField() throws IOException {
    byte[] bytes = "\ufeff\"x,\"\n1\n2\n3\n4\n".getBytes(StandardCharsets.UTF_8);
    assertEquals(List.of(new ByteRange(0, 10), new ByteRange(10, 16)), ranges(bytes, 2));
  }

  private List<ByteRange> ranges(byte[] bytes, int numPieces) throws IOException {
    Path file = Files.write(folder.resolve("bytes"), bytes);
    RawSplit whole = RawSplit.ofOne(0, file.toString(), false);
    List<RawSplit> pieces = FileDivision.pieces(whole, bytes.length, numPieces);
    List<RecordStarts> found = new ArrayList<>();
    for (RawSplit piece : pieces) {
      found.add(RecordStarts.find(storage, piece, RecordEnd.LINE_FEED_OUTSIDE_OF_QUOTES));
    }
    return FileDivision.ranges(pieces, found.iterator());
  }

  private void assertDivided(Source source) throws IOException {
    List<RawSplit> whole = source.splits(storage);
    List<RawSplit> divided = divide(source);
    assertTrue(divided.size() > 1, divided::toString);
    assertEquals(
        IntStream.range(0, divided.size()).boxed().toList(),
        divided.stream().map(RawSplit::ordinal).toList());
    List<String> expected = read(source, whole.get(0));
    assertEquals(NUM_ROWS, expected.size());
    List<String> found = new ArrayList<>();
    for (RawSplit split : divided) {
      found.addAll(read(source, split));
    }
    assertTrue(expected.equals(found));
  }

  private List<RawSplit> divide(Source source) throws IOException {
    FileDivision division = FileDivision.of(source, storage, source.splits(storage));
    List<RecordStarts> found = new ArrayList<>();
    for (RawSplit piece : division.pieces()) {
      found.add(RecordStarts.find(storage, piece, source.recordEnd().orElseThrow()));
    }
    return division.splits(found);
  }

  private List<String> read(Source source, RawSplit split) throws IOException {
    List<String> records = new ArrayList<>();
    try (RawReader reader = source.open(storage, split)) {
      for (Optional<RawResult> next = reader.next(); next.isPresent(); next = reader.next()) {
        records.addAll(RawFiles.inWords(List.of(next.get())));
      }
      assertEquals(records.size(), reader.place().record());
    }
    return records;
  }

  private String write(String name, String head, IntFunction<String> row) throws IOException {
    StringBuilder text = new StringBuilder(head);
    IntStream.range(0, NUM_ROWS).mapToObj(row).forEach(text::append);
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
