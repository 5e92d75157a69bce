package io.meanfield.datasets.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.meanfield.datasets.DataException;
import io.meanfield.datasets.fake.MemoryFileSystem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What people have lying about instead of data: each record is counted with its file and its place,
 * the others are kept, and memory is bounded. Quotes and ragged rows in all their forms are in
 * TestQuotes, TestTableFiles and TestArffSource, damaged images in those of their formats.
 */
@Tag("unit")
class TestMalformedFiles {
  private static final long GIGABYTE = 1L << 30;
  private static final long MAX_ALLOCATED_BYTES = 16 << 20;

  @TempDir Path folder;

  @Test
  void imagesAreToldByTheirContentAndThoseThatAreNoneByFile() throws IOException {
    byte[] png = ImageFiles.write("png", ImageFiles.smooth());
    byte[] cmyk = ImageFiles.jpegOf(24, 16, 4, ImageFiles.smoothPixels(4).values());
    write("c/a-bomb.png", ImageFiles.pngStart(100_000, 100_000, 8, 2));
    write("c/b-cmyk.jpg", cmyk);
    write("c/c-cut.png", Arrays.copyOf(png, png.length / 2));
    write("c/d-empty.png", new byte[0]);
    write("c/e-page.jpg", "<html>404".getBytes(StandardCharsets.UTF_8));
    write("c/f-png-inside.jpg", png);
    write("c/g-name.txt", ImageFiles.write("gif", ImageFiles.smooth()));
    assertResults(
        new ImageFolderSource(folder.toString(), ""),
        "FOLDER/c/a-bomb.png, whole file: expected a PNG image of 1 to 67108864 pixels, found 100000 x 100000",
        "16x24x3",
        "FOLDER/c/c-cut.png, whole file: expected a PNG file of at least ",
        "FOLDER/c/d-empty.png, whole file: expected an image file of 1 to 67108864 bytes, found 0",
        "FOLDER/c/e-page.jpg, whole file: expected a PNG, JPEG, GIF, BMP or WebP image, found a file that starts with the bytes 3c 68 74 6d 6c 3e 34 30",
        "16x24x3",
        "16x24x3");
  }

  @Test
  void textsOfSeveralEncodingsAreToldByFile() throws IOException {
    write("c/a-utf8", "\ufeffgrün".getBytes(StandardCharsets.UTF_8));
    write("c/b-latin", "grün".getBytes(StandardCharsets.ISO_8859_1));
    write("c/c-utf16", "\ufeffgrün".getBytes(StandardCharsets.UTF_16LE));
    write("c/d-utf16", "\ufeffgrün".getBytes(StandardCharsets.UTF_16BE));
    write("c/e-nul", "gr\0n".getBytes(StandardCharsets.UTF_8));
    assertResults(
        new TextFolderSource(folder.toString(), "", "utf-8"),
        "grün -> c",
        "FOLDER/c/b-latin, whole file: expected UTF-8, found the byte 0xfc at byte 3",
        "FOLDER/c/c-utf16, whole file: expected UTF-8, found the byte order mark of UTF-16LE: convert the file or tell charset",
        "FOLDER/c/d-utf16, whole file: expected UTF-8, found the byte order mark of UTF-16BE: convert the file or tell charset",
        "FOLDER/c/e-nul, whole file: expected text, found a NUL as character 3");
    Files.delete(folder.resolve("c/a-utf8"));
    assertEquals(
        List.of("grün -> c", "grün -> c"),
        RawFiles.inWords(RawFiles.read(new TextFolderSource(folder.toString(), "", "utf-16")))
            .subList(1, 3));
  }

  /** A format of lines: what comes before the records, a good one, and its columns. */
  enum LineFormat {
    CSV("a,c,y\n", "1,x,2", file -> new CsvSource(List.of(file), List.of(), columns())),
    TSV("a\tc\ty\n", "1\tx\t2", file -> new TsvSource(List.of(file), List.of(), columns())),
    JSONL(
        "",
        "{\"a\":1,\"c\":\"x\",\"y\":2}",
        file -> new JsonLinesSource(List.of(file), List.of(), columns())),
    ARFF(
        "@attribute a real\n@attribute c string\n@attribute y real\n@data\n",
        "1,x,2",
        file -> new ArffSource(List.of(file), List.of(), columns())),
    LIBSVM(
        "",
        "2 1:1 2:7",
        file -> new LibsvmSource(List.of(file), List.of(), 2, LibsvmLabel.TARGET, 1)),
    RATINGS("", "1\tx\t2", file -> ratings(file, RatingSeparator.TAB, List.of())),
    RATINGS_WITH_HEADER(
        "movieId,rating,userId\n",
        "x,1,2",
        file -> ratings(file, RatingSeparator.COMMA, List.of("rating", "movieId", "userId"))),
    DIGITS("", "1,7,2", file -> new DigitsSource(List.of(file), 1, 2, 16));

    private final String header;
    private final String record;
    private final Function<String, Source> source;

    LineFormat(String header, String record, Function<String, Source> source) {
      this.header = header;
      this.record = record;
      this.source = source;
    }

    int firstLine() {
      return 1 + (int) header.chars().filter(c -> c == '\n').count();
    }

    private static Source ratings(String file, RatingSeparator separator, List<String> header) {
      List<String> fields = List.of("value", "item", "user");
      return new RatingsSource(List.of(file), List.of(), separator, fields, header);
    }

    private static Columns columns() {
      List<String> none = List.of();
      return new Columns(
          "", "", "", List.of("a"), List.of("c"), none, none, "", List.of("y"), none);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aByteOrderMarkIsNoPartOfTheFirstRecord(LineFormat format) throws IOException {
    List<RawResult> plain = read(format, format.header + format.record);
    assertEquals(1, plain.size());
    assertTrue(plain.get(0) instanceof RawResult.Good, plain.toString());
    assertEquals(
        RawFiles.inWords(plain),
        RawFiles.inWords(read(format, "\ufeff" + format.header + format.record)));
  }

  @ParameterizedTest
  @EnumSource
  void utf16IsRefusedByItsName(LineFormat format) throws IOException {
    for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      byte[] content = ("\ufeff" + format.header + format.record).getBytes(charset);
      String file = new RawFiles(folder).write("data", content);
      Source source = format.source.apply(file);
      assertEquals(
          "expected UTF-8 in %s, found the byte order mark of %s; convert the file, as iconv -f UTF-16 -t UTF-8 does"
              .formatted(file, charset),
          assertThrows(DataException.class, () -> RawFiles.read(source)).getMessage());
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNoRecordIsToldByItsLineAndTheOthersAreKept(LineFormat format) throws IOException {
    List<byte[]> bad = new ArrayList<>();
    for (String number : List.of("NaN", "nan", "Infinity", "-inf", "1e999", "1\0", "\0", "0x1p3")) {
      bad.add(bytes(format.record.replaceFirst("1(?!:)", Matcher.quoteReplacement(number))));
    }
    bad.add(bytes("\0".repeat(100)));
    bad.add(bytes(format.record + ",\t1")); // ragged
    bad.add(bytes(format.record.substring(0, format.record.length() - 2)));
    bad.add(bytes(format.record.replace('x', '\0').replace('7', '\0')));
    bad.add((format.record + "\u00fc").getBytes(StandardCharsets.ISO_8859_1));
    bad.add((format.record + "ü").getBytes(StandardCharsets.UTF_16LE));
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(bytes(format.header));
    List<String> expected = new ArrayList<>();
    for (byte[] record : bad) {
      content.writeBytes(record);
      content.writeBytes(bytes("\n" + format.record + "\n"));
      expected.add("line " + (format.firstLine() + expected.size()));
      expected.add("good");
    }
    String file = new RawFiles(folder).write("data", content.toByteArray());
    List<String> found = new ArrayList<>();
    for (RawResult result : RawFiles.read(format.source.apply(file))) {
      if (result instanceof RawResult.Bad one) {
        assertEquals(file, one.file());
        found.add(one.position());
      } else {
        found.add("good");
      }
    }
    assertEquals(expected, found);
  }

  @ParameterizedTest
  @EnumSource(names = {"CSV", "JSONL", "LIBSVM"}) // the others read lines as one of these does
  void aLineOfAGigabyteTakesLittleMemory(LineFormat format) throws IOException {
    requireLittleMemory(format, "x");
  }

  @Test
  void aGigabyteInQuotesTakesLittleMemory() throws IOException {
    requireLittleMemory(LineFormat.CSV, "\"");
  }

  private static void requireLittleMemory(LineFormat format, String start) throws IOException {
    String before = format.header + format.record + "\n";
    String file =
        MemoryFileSystem.put(
            "/TestMalformedFiles",
            before.length() + GIGABYTE + 1 + format.record.length(),
            () ->
                new SequenceInputStream(
                    Collections.enumeration(
                        List.of(
                            new ByteArrayInputStream(bytes(before + start)),
                            new Repeated('x', GIGABYTE - start.length()),
                            new ByteArrayInputStream(bytes("\n" + format.record))))));
    ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocatedBefore = memory.getCurrentThreadAllocatedBytes();
    List<RawResult> results = RawFiles.read(MemoryFileSystem.storage(), format.source.apply(file));
    long allocated = memory.getCurrentThreadAllocatedBytes() - allocatedBefore;
    assertTrue(allocated < MAX_ALLOCATED_BYTES, allocated + " bytes were allocated");
    assertEquals(3, results.size());
    assertEquals(
        new RawResult.Bad(
            file,
            "line " + (format.firstLine() + 1),
            "expected a record of at most %d bytes, found %d bytes"
                .formatted(Line.MAX_BYTES, GIGABYTE)),
        results.get(1));
    assertEquals(RawFiles.inWords(results).get(0), RawFiles.inWords(results).get(2));
  }

  private List<RawResult> read(LineFormat format, String content) throws IOException {
    return RawFiles.read(format.source.apply(new RawFiles(folder).write("data", content)));
  }

  /** Of long results, their start is enough. */
  private void assertResults(Source source, String... expected) throws IOException {
    List<RawResult> results = RawFiles.read(source);
    assertEquals(expected.length, results.size(), results.toString());
    for (int i = 0; i < expected.length; i++) {
      String found =
          results.get(i) instanceof RawResult.Bad bad
              ? bad.toString().replace(folder.toString(), "FOLDER")
              : RawFiles.inWords(results).get(i);
      assertTrue(found.startsWith(expected[i]), found);
    }
  }

  private void write(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** One byte many times over. */
  private static final class Repeated extends InputStream {
    private final byte value;
    private long left;

    Repeated(char value, long times) {
      this.value = (byte) value;
      this.left = times;
    }

    @Override
    public int read() {
      return left-- > 0 ? value : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int found = (int) Math.min(length, left);
      Arrays.fill(bytes, offset, offset + found, value);
      left -= found;
      return found;
    }
  }
}
