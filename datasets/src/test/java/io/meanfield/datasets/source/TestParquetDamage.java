package io.meanfield.datasets.source;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are damaged, no Parquet, or have other columns than they should. */
@Tag("unit")
class TestParquetDamage {
  private static final List<String> NONE = List.of();
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
          NONE);

  @TempDir Path folder;
  private ParquetWriting files;

  @BeforeEach
  void startWithAnEmptyFolder() {
    files = new ParquetWriting(folder);
  }

  @Test
  void aMissingColumnNamesThoseThereAreAndTheNearest() throws IOException {
    String file = files.write("houses", HOUSES, 1, TestParquetDamage::house);
    assertFails(
        ParquetWriting.numbers(List.of("aera"), NONE),
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
        ParquetWriting.numbers(List.of("tags"), NONE),
        file,
        "expected numbers in the column tags, found the type \"optional group tags (LIST) { repeated group list { optional binary element (STRING); } }\""
            + end);
    assertFails(
        ParquetWriting.numbers(List.of("flag"), NONE),
        file,
        "expected numbers in the column flag, found the type \"optional boolean flag\"" + end);
    assertFails(
        ParquetWriting.numbers(List.of("many"), NONE),
        file,
        "found the type \"repeated int32 many\"" + end);
    assertFails(
        ParquetWriting.numbers(List.of("day"), NONE),
        file,
        "found the type \"optional int32 day (DATE)\"" + end);
    assertFails(
        new Columns("", "", "", NONE, List.of("at"), NONE, NONE, "y", NONE, NONE),
        file,
        "expected names in the column at, found the type \"optional int64 at (TIME(MICROS,true))\""
            + end);
    assertFails(
        new Columns("", "", "tags", NONE, NONE, NONE, NONE, "y", NONE, NONE),
        file,
        "expected the bytes of images in the column tags, found the type");
  }

  @Test
  void whatIsNoParquetFileIsNamed() throws IOException {
    String text = new RawFiles(folder).write("text.parquet", "a,b\n1,2\n".repeat(9));
    assertFails(COLUMNS, text, "expected a whole Parquet file in " + text);
    byte[] whole =
        Files.readAllBytes(Path.of(files.write("h", HOUSES, 9, TestParquetDamage::house)));
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
    assertFails(
        ParquetWriting.numbers(List.of("a"), NONE),
        file,
        "expected a whole Parquet file in " + file);
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

  private static void assertFails(Columns columns, String file, String expected) {
    String message =
        assertThrows(DataException.class, () -> ParquetWriting.read(columns, file), file)
            .getMessage();
    assertTrue(message.contains(expected), message);
  }

  private static void house(int row, Group group) {
    if (row % 2 == 0) {
      group.append("area", 81L).append("quarter", " old town ").append("garage", true);
      group.append("built", (int) LocalDate.of(1999, 12, 31).toEpochDay());
    }
    group.append("price", 3.5 + row);
  }
}
