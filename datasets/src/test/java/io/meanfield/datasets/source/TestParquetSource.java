package io.meanfield.datasets.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
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

/** Files of rows, divided into splits, to the records that a model learns from. */
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
        ParquetWriting.words(COLUMNS, file));
  }

  private static void house(int row, Group group) {
    if (row % 2 == 0) {
      group.append("area", 81L).append("quarter", " old town ").append("garage", true);
      group.append("built", (int) LocalDate.of(1999, 12, 31).toEpochDay());
    }
    group.append("price", 3.5 + row);
  }

  @Test
  void nanIsMissingWhereItIsNamedSoAndABadRecordWhereNot() throws IOException {
    String file =
        files.write("nan", "required double a; required float y;", 2, TestParquetSource::nan);
    Columns told = ParquetWriting.numbers(List.of("a"), MISSING);
    Columns untold = ParquetWriting.numbers(List.of("a"), NONE);
    assertEquals(
        List.of(
            "[missing NUMBER] -> [1.0]",
            "bad record 2: expected a finite number in a, found Infinity"),
        ParquetWriting.words(told, file));
    assertEquals(
        List.of(
            "bad record 1: expected a finite number in a, found NaN",
            "bad record 2: expected a finite number in a, found Infinity"),
        ParquetWriting.words(untold, file));
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
        ParquetWriting.words(Tables.text("t", "l"), file));
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
        ParquetWriting.words(Tables.text("t", "l"), file));
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
        List<String> found = ParquetWriting.words(COLUMNS, file);
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
      int from = i == 0 ? 0 : ((RowGroups) splits.get(i - 1).extent()).to();
      assertEquals(from, ((RowGroups) splits.get(i).extent()).from());
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
    assertEquals(1, ParquetWriting.read(COLUMNS, none, some).size());
  }

  @Test
  void unlabelledFilesNeedNoLabelColumn() throws IOException {
    String file =
        files.write("new", "required double a;", 1, (row, group) -> group.append("a", 2.0));
    Source trained =
        new ParquetSource(
            List.of("train"), List.of(), ParquetWriting.numbers(List.of("a"), MISSING));
    assertEquals(
        List.of("[2.0]"), RawFiles.inWords(RawFiles.read(trained.unlabelled(List.of(file)))));
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
}
