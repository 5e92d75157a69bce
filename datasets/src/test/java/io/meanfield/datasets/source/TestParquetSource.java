package io.meanfield.datasets.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.JulianFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parquet files of all types to the rows that a model learns from. */
@Tag("unit")
class TestParquetSource {
  private static final List<String> NONE = List.of();
  private static final List<String> MISSING = List.of("", "NA", "NaN");
  private static final String HOUSES =
      """
      optional int64 area; optional binary quarter (STRING); optional boolean garage;
      optional int32 built (DATE); required double price; optional binary unused (STRING);
      """;
  private static final Columns COLUMNS =
      new Columns(
          "",
          "",
          List.of("area"),
          List.of("quarter"),
          List.of("garage"),
          List.of("built"),
          "",
          List.of("price"),
          MISSING);

  @TempDir Path folder;
  private ParquetWriting files;

  @BeforeEach
  void startWithAnEmptyFolder() {
    files = new ParquetWriting(folder);
  }

  @Test
  void everyKindOfColumnIsReadAndNullsAreMissing() throws IOException {
    String file = files.write("houses", HOUSES, 2, TestParquetSource::house);
    assertEquals(
        List.of(
            "[81.0, old town, true, 1999-12-31T00:00] -> [3.5]",
            "[missing NUMBER, missing CATEGORY, missing BOOLEAN, missing DATE] -> [4.5]"),
        words(COLUMNS, file));
  }

  private static void house(int row, Group group) {
    if (row % 2 == 0) {
      group.append("area", 81L).append("quarter", " old town ").append("garage", true);
      group.append("built", (int) LocalDate.of(1999, 12, 31).toEpochDay());
    }
    group.append("price", 3.5 + row);
  }

  @Test
  void everyTypeOfANumberIsANumber() throws IOException {
    assertEquals("-7.0", number("int32", "", g -> g.append("n", -7)));
    assertEquals("-7.0", number("int32", "(INTEGER(8,true))", g -> g.append("n", -7)));
    assertEquals("4.2949673E9", number("int32", "(INTEGER(32,false))", g -> g.append("n", -1)));
    assertEquals("9.0071993E15", number("int64", "", g -> g.append("n", 1L << 53)));
    assertEquals("1.8446744E19", number("int64", "(INTEGER(64,false))", g -> g.append("n", -1L)));
    assertEquals("0.1", number("float", "", g -> g.append("n", 0.1f)));
    assertEquals("0.1", number("double", "", g -> g.append("n", 0.1)));
    assertEquals("-12.34", number("int32", "(DECIMAL(9,2))", g -> g.append("n", -1234)));
    assertEquals("12.34", number("int64", "(DECIMAL(18,2))", g -> g.append("n", 1234L)));
    Binary unscaled = Binary.fromConstantByteArray(new BigInteger("-1234").toByteArray());
    assertEquals("-1.234", number("binary", "(DECIMAL(38,3))", g -> g.append("n", unscaled)));
    assertEquals(
        "-1.234",
        number("fixed_len_byte_array(2)", "(DECIMAL(4,3))", g -> g.append("n", unscaled)));
    assertEquals("1.5", number("binary", "(STRING)", g -> g.append("n", "1.5")));
  }

  @Test
  void halfPrecisionNumbersAreNumbers() throws IOException {
    // From the examples of https://en.wikipedia.org/wiki/Half-precision_floating-point_format
    int[] bits = {0x0001, 0x03ff, 0x0400, 0x3555, 0x3c01, 0x7bff, 0xc000};
    float[] values = {
      5.9604645e-8f, 6.0975552e-5f, 6.1035156e-5f, 0.33325195f, 1.0009766f, 65504, -2
    };
    for (int i = 0; i < bits.length; i++) {
      byte[] half = {(byte) bits[i], (byte) (bits[i] >> 8)};
      assertEquals(
          Float.toString(values[i]),
          number(
              "fixed_len_byte_array(2)",
              "(FLOAT16)",
              g -> g.append("n", Binary.fromConstantByteArray(half))));
    }
  }

  @Test
  void everyTypeOfATimeIsTheClockThatIsStored() throws IOException {
    long micros = (LocalDate.of(2024, 2, 29).toEpochDay() * 86_400 + 3_600) * 1_000_000 + 5;
    assertEquals("1969-12-31T00:00", date("int32", "(DATE)", g -> g.append("n", -1)));
    for (String isUtc : List.of("true", "false")) {
      String type = "(TIMESTAMP(%s," + isUtc + "))";
      assertEquals(
          "2024-02-29T01:00:00.000005",
          date("int64", type.formatted("MICROS"), g -> g.append("n", micros)));
      assertEquals(
          "1969-12-31T23:59:59.999",
          date("int64", type.formatted("MILLIS"), g -> g.append("n", -1L)));
      assertEquals(
          "1970-01-01T00:00:00.000000001",
          date("int64", type.formatted("NANOS"), g -> g.append("n", 1L)));
    }
    ByteBuffer int96 = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    int96.putLong(3_600_000_000_000L);
    int96.putInt((int) LocalDate.of(2024, 2, 29).getLong(JulianFields.JULIAN_DAY));
    assertEquals(
        "2024-02-29T01:00",
        date("int96", "", g -> g.append("n", Binary.fromConstantByteArray(int96.array()))));
    assertEquals(
        "2024-02-29T13:45", date("binary", "(STRING)", g -> g.append("n", "2024-02-29 13:45")));
  }

  @Test
  void namesMayBeOfAnyType() throws IOException {
    assertEquals("7", category("int32", "", g -> g.append("n", 7)));
    assertEquals("true", category("boolean", "", g -> g.append("n", true)));
    assertEquals("0.50", category("int32", "(DECIMAL(9,2))", g -> g.append("n", 50)));
    assertEquals("1970-01-02", category("int32", "(DATE)", g -> g.append("n", 1)));
    assertEquals("a", category("binary", "(ENUM)", g -> g.append("n", "a")));
    assertEquals("a", category("binary", "", g -> g.append("n", "a")));
  }

  @Test
  void nanIsMissingWhereItIsNamedSoAndABadRecordWhereNot() throws IOException {
    String file =
        files.write("nan", "required double a; required float y;", 2, TestParquetSource::nan);
    Columns told = numbers(List.of("a"), MISSING);
    Columns untold = numbers(List.of("a"), NONE);
    assertEquals(
        List.of(
            "[missing NUMBER] -> [1.0]",
            "bad record 2: expected a finite number in a, found Infinity"),
        words(told, file));
    assertEquals(
        List.of(
            "bad record 1: expected a finite number in a, found NaN",
            "bad record 2: expected a finite number in a, found Infinity"),
        words(untold, file));
  }

  private static void nan(int row, Group group) {
    group.append("a", row == 0 ? Double.NaN : Double.POSITIVE_INFINITY).append("y", 1f);
  }

  @Test
  void aBadRecordIsToldByItsNumberInTheFileAndReadingGoesOn() throws IOException {
    String file =
        files.write(
            "texts",
            "optional binary t (STRING); optional binary l (STRING); optional int32 z;",
            5,
            (row, group) -> {
              if (row != 1) {
                group.append(
                    "t",
                    row == 3
                        ? Binary.fromConstantByteArray(new byte[] {'a', (byte) 0xfc, 'b'})
                        : Binary.fromString(row == 4 ? "a\0" : "text " + row));
              }
              if (row != 2) {
                group.append("l", "x");
              }
            });
    assertEquals(
        List.of(
            "text 0 -> x",
            "bad record 2: expected text in t, found null",
            "bad record 3: expected a name in l, found null",
            "bad record 4: expected UTF-8 in t, found the byte 0xfc at byte 2 of the text",
            "bad record 5: expected text in t, found a NUL as character 2"),
        words(Tables.text("t", "l"), file));
  }

  @Test
  void aTextThatIsTooLongIsABadRecord() throws IOException {
    String file =
        files.write(
            "texts",
            "required binary t (STRING); required binary l (STRING);",
            2,
            (row, group) ->
                group
                    .append("t", row == 0 ? "x".repeat(Line.MAX_BYTES + 1) : "a")
                    .append("l", "y"));
    assertEquals(
        List.of(
            "bad record 1: expected a text of at most 1048576 bytes in t, found 1048577 bytes",
            "a -> y"),
        words(Tables.text("t", "l"), file));
  }

  @Test
  void codecsAndVersionsOfPagesMakeNoDifference() throws IOException {
    List<String> expected = null;
    for (CompressionCodecName codec :
        List.of(
            CompressionCodecName.UNCOMPRESSED,
            CompressionCodecName.SNAPPY,
            CompressionCodecName.GZIP,
            CompressionCodecName.ZSTD,
            CompressionCodecName.LZ4_RAW)) {
      for (WriterVersion version : WriterVersion.values()) {
        String file =
            files.write(
                codec + "-" + version,
                HOUSES,
                writer -> writer.withCompressionCodec(codec).withWriterVersion(version),
                1000,
                TestParquetSource::house);
        List<String> found = words(COLUMNS, file);
        assertEquals(1000, found.size());
        assertEquals(expected == null ? found : expected, found, file);
        expected = found;
      }
    }
  }

  @Test
  void aSplitIsSomeRowGroupsOfAFileAndTheRecordsOfAllAreThoseOfTheFile() throws IOException {
    int numRows = 6000;
    String file =
        files.write(
            "large",
            "required binary t (STRING); required int32 l;",
            writer ->
                writer
                    .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                    .withDictionaryEncoding(false)
                    .withRowGroupSize(200_000L),
            numRows,
            (row, group) -> group.append("t", "%1000d".formatted(row)).append("l", row % 2));
    Source source = new ParquetSource(List.of(file), List.of(), Tables.text("t", "l"));
    List<RawSplit> splits = RawFiles.splits(source);
    assertTrue(splits.size() > 3 && splits.size() < 7, splits.size() + " splits of 6 MB");
    for (int i = 0; i < splits.size(); i++) {
      assertEquals(i, splits.get(i).ordinal());
      int from = i == 0 ? 0 : splits.get(i - 1).rowGroups().to();
      assertEquals(from, splits.get(i).rowGroups().from());
    }
    List<String> records = RawFiles.inWords(RawFiles.read(source));
    assertEquals(numRows, records.size());
    for (int row = 0; row < numRows; row++) {
      assertEquals("%1000d -> %d".formatted(row, row % 2), records.get(row));
    }
    Storage storage = new Storage(new Configuration(false));
    long rowsBefore = 0;
    for (RawSplit split : splits) {
      try (RawReader reader = source.open(storage, split)) {
        while (reader.next().isPresent()) {
          assertEquals(new RawPlace(file, ++rowsBefore), reader.place());
        }
      }
    }
  }

  @Test
  void aFolderStandsForTheFilesInIt() throws IOException {
    files.write("houses/part-1", HOUSES, 2, TestParquetSource::house);
    files.write("houses/part-0", HOUSES, 1, TestParquetSource::house);
    Files.writeString(folder.resolve("houses/_SUCCESS"), "");
    String test = files.write("test", HOUSES, 3, TestParquetSource::house);
    List<RawSplit> splits =
        RawFiles.splits(
            new ParquetSource(
                List.of(folder.resolve("houses").toString()), List.of(test), COLUMNS));
    assertEquals(
        List.of("part-0 false", "part-1 false", "test true"),
        splits.stream()
            .map(split -> Path.of(split.file()).getFileName() + " " + split.isTest())
            .toList());
  }

  @Test
  void aFileWithoutRowsHasNoRecords() throws IOException {
    String none = files.write("none", HOUSES, 0, TestParquetSource::house);
    String some = files.write("some", HOUSES, 1, TestParquetSource::house);
    assertEquals(1, read(COLUMNS, none, some).size());
  }

  @Test
  void unlabelledFilesNeedNoLabelColumn() throws IOException {
    String file =
        files.write("new", "required double a;", 1, (row, group) -> group.append("a", 2.0));
    Source trained = new ParquetSource(List.of("train"), List.of(), numbers(List.of("a"), MISSING));
    assertEquals(
        List.of("[2.0]"), RawFiles.inWords(RawFiles.read(trained.unlabelled(List.of(file)))));
  }

  @Test
  void aMissingColumnNamesThoseThereAreAndTheNearest() throws IOException {
    String file = files.write("houses", HOUSES, 1, TestParquetSource::house);
    assertFails(
        numbers(List.of("aera"), NONE),
        file,
        file
            + ": expected the column aera, found the columns [area, quarter, garage, built, price, unused]: did you mean area?");
  }

  @Test
  void aColumnOfAnotherTypeIsNamedWithItsType() throws IOException {
    String file =
        files.write(
            "types",
            """
            optional group tags (LIST) { repeated group list { optional binary element (STRING); } }
            optional boolean flag; repeated int32 many; optional int64 at (TIME(MICROS,true));
            optional int32 day (DATE); required double y;
            """,
            1,
            (row, group) -> group.append("y", 1.0));
    String end = ": correct dataset.source.columns";
    assertFails(
        numbers(List.of("tags"), NONE),
        file,
        "expected numbers in the column tags, found the type \"optional group tags (LIST) { repeated group list { optional binary element (STRING); } }\""
            + end);
    assertFails(
        numbers(List.of("flag"), NONE),
        file,
        "expected numbers in the column flag, found the type \"optional boolean flag\"" + end);
    assertFails(
        numbers(List.of("many"), NONE), file, "found the type \"repeated int32 many\"" + end);
    assertFails(
        numbers(List.of("day"), NONE), file, "found the type \"optional int32 day (DATE)\"" + end);
    assertFails(
        new Columns("", "", NONE, List.of("at"), NONE, NONE, "y", NONE, NONE),
        file,
        "expected names in the column at, found the type \"optional int64 at (TIME(MICROS,true))\""
            + end);
    assertFails(
        new Columns("", "tags", NONE, NONE, NONE, NONE, "y", NONE, NONE),
        file,
        "expected the bytes of images in the column tags, found the type");
  }

  @Test
  void whatIsNoParquetFileIsNamed() throws IOException {
    String text = new RawFiles(folder).write("text.parquet", "a,b\n1,2\n".repeat(9));
    assertFails(COLUMNS, text, "expected a whole Parquet file in " + text);
    byte[] whole =
        Files.readAllBytes(Path.of(files.write("h", HOUSES, 9, TestParquetSource::house)));
    for (int length : new int[] {1, 4, 12, whole.length / 2, whole.length - 1}) {
      String cut = new RawFiles(folder).write("cut", Arrays.copyOf(whole, length));
      assertFails(COLUMNS, cut, "expected a whole Parquet file in " + cut);
    }
    assertFails(COLUMNS, folder.resolve("nowhere").toString(), "found nothing there");
    Files.createDirectory(folder.resolve("empty"));
    assertFails(
        COLUMNS, folder.resolve("empty").toString(), "expected Parquet files in the folder");
  }

  @Test
  void aChangedPageIsFoundByItsChecksum() throws IOException {
    String file =
        files.write(
            "plain",
            "required double a; required double y;",
            writer -> writer.withDictionaryEncoding(false),
            100,
            (row, group) -> group.append("a", row + 0.5).append("y", 1.0));
    byte[] bytes = Files.readAllBytes(Path.of(file));
    int at = indexOf(bytes, 50.5);
    bytes[at + 3] ^= 1;
    Files.write(Path.of(file), bytes);
    assertFails(numbers(List.of("a"), NONE), file, "expected a whole Parquet file in " + file);
  }

  private static int indexOf(byte[] bytes, double value) {
    ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i + 8 <= bytes.length; i++) {
      if (all.getDouble(i) == value) {
        return i;
      }
    }
    throw new AssertionError("the value is not there as it is");
  }

  @Test
  void imagesAreFilesInAColumnOrInAGroup() throws IOException, BadRecordException {
    byte[] png = ImageFiles.write("png", ImageFiles.smooth());
    Binary image = Binary.fromConstantByteArray(png);
    String plain =
        files.write(
            "plain",
            "optional binary image; required int32 l;",
            3,
            (row, group) -> {
              if (row > 0) {
                group.append("image", row == 1 ? image : Binary.fromString("no image"));
              }
              group.append("l", row);
            });
    String nested =
        files.write(
            "nested",
            "optional group image { optional binary bytes; optional binary path (STRING); } required int32 l;",
            3,
            (row, group) -> {
              if (row > 0) {
                Group fields = group.addGroup("image").append("path", "x.png");
                if (row == 1) {
                  fields.append("bytes", image);
                }
              }
              group.append("l", row);
            });
    Columns columns = new Columns("", "image", NONE, NONE, NONE, NONE, "l", NONE, NONE);
    List<String> decoded = new ArrayList<>();
    for (String file : List.of(plain, nested)) {
      List<String> words = words(columns, file);
      assertEquals(3, words.size());
      assertEquals("bad record 1: expected an image in image, found null", words.get(0));
      assertTrue(words.get(1).startsWith("16x24x3[") && words.get(1).endsWith("-> 1"));
      assertTrue(words.get(2).startsWith("bad record 3: expected "), words.get(2));
      decoded.add(words.get(1));
    }
    RawFeatures.Pixels expected = ImageAssertions.decode(png);
    assertTrue(decoded.get(0).contains(Arrays.toString(expected.values())));
    assertEquals(decoded.get(0), decoded.get(1));
  }

  @Test
  void pixelsOfSparksImageSourceAreTurnedFromBlueGreenRed() throws IOException {
    String file =
        files.write(
            "images",
            """
            optional group image { optional binary origin (STRING); optional int32 height;
              optional int32 width; optional int32 nChannels; optional int32 mode;
              optional binary data; }
            required binary l (STRING);
            """,
            4,
            (row, group) -> {
              int channels = new int[] {3, 1, 4, 3}[row];
              byte[] data = new byte[row == 3 ? 5 : 2 * channels];
              for (int i = 0; i < data.length; i++) {
                data[i] = (byte) (i + 1);
              }
              group
                  .append("l", "x")
                  .addGroup("image")
                  .append("height", 1)
                  .append("width", 2)
                  .append("nChannels", channels)
                  .append("data", Binary.fromConstantByteArray(data));
            });
    assertEquals(
        List.of(
            "1x2x3[3, 2, 1, 6, 5, 4] -> x",
            "1x2x1[1, 2] -> x",
            "1x2x4[3, 2, 1, 4, 7, 6, 5, 8] -> x",
            "bad record 4: expected the pixels of an image with 1, 3 or 4 channels of a byte, found 2 x 1 pixels of 3 channels in 5 bytes"),
        words(new Columns("", "image", NONE, NONE, NONE, NONE, "l", NONE, NONE), file));
  }

  @Test
  void tablesOfTextHaveNoImages() {
    Columns columns = new Columns("", "image", NONE, NONE, NONE, NONE, "l", NONE, NONE);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> new CsvSource(List.of("a"), List.of(), columns))
            .getMessage();
    assertTrue(message.startsWith("expected no image in the columns"), message);
  }

  @Test
  void survivesSerializationAndTakesRelativePathsFromAFolder()
      throws IOException, ClassNotFoundException {
    ParquetSource source = new ParquetSource(List.of("a", "/b"), List.of("c"), COLUMNS);
    Source unlabelled = source.unlabelled(List.of("d"));
    assertEquals(source, RawFiles.serialized(source));
    assertEquals(unlabelled, RawFiles.serialized(unlabelled));
    assertEquals(
        new ParquetSource(List.of("in/a", "/b"), List.of("in/c"), COLUMNS), source.within("in"));
    assertEquals(
        List.of(
            new RawInput("train[0]", "a", RawInput.Kind.FILE_OR_FOLDER),
            new RawInput("train[1]", "/b", RawInput.Kind.FILE_OR_FOLDER),
            new RawInput("test[0]", "c", RawInput.Kind.FILE_OR_FOLDER)),
        source.inputs());
  }

  /** Fills one row. */
  @FunctionalInterface
  private interface Row {
    void fill(Group group);
  }

  private String number(String type, String logical, Row row) throws IOException {
    return only(type, logical, row, numbers(List.of("n"), MISSING));
  }

  private String date(String type, String logical, Row row) throws IOException {
    return only(
        type,
        logical,
        row,
        new Columns("", "", NONE, NONE, NONE, List.of("n"), "", List.of("y"), MISSING));
  }

  private String category(String type, String logical, Row row) throws IOException {
    return only(
        type,
        logical,
        row,
        new Columns("", "", NONE, List.of("n"), NONE, NONE, "", List.of("y"), MISSING));
  }

  private String only(String type, String logical, Row row, Columns columns) throws IOException {
    String file =
        files.write(
            "one",
            "optional %s n %s; required float y;".formatted(type, logical),
            1,
            (number, group) -> row.fill(group.append("y", 1f)));
    String words = words(columns, file).get(0);
    assertTrue(words.startsWith("[") && words.endsWith("] -> [1.0]"), words);
    return words.substring(1, words.length() - "] -> [1.0]".length());
  }

  private static Columns numbers(List<String> numbers, List<String> missing) {
    return new Columns("", "", numbers, NONE, NONE, NONE, "", List.of("y"), missing);
  }

  private static void assertFails(Columns columns, String file, String expected) {
    String message =
        assertThrows(DataException.class, () -> read(columns, file), file).getMessage();
    assertTrue(message.contains(expected), message);
  }

  private static List<String> words(Columns columns, String file) throws IOException {
    return RawFiles.inWords(read(columns, file));
  }

  private static List<RawResult> read(Columns columns, String... files) throws IOException {
    return RawFiles.read(new ParquetSource(List.of(files), List.of(), columns));
  }
}
