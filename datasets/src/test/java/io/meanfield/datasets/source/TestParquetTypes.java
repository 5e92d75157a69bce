package io.meanfield.datasets.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.JulianFields;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values of every physical and logical type of Parquet. */
@Tag("unit")
class TestParquetTypes {
  private static final List<String> NONE = List.of();
  private static final List<String> MISSING = List.of("", "NA", "NaN");

  @TempDir Path folder;
  private ParquetWriting files;

  @BeforeEach
  void startWithAnEmptyFolder() {
    files = new ParquetWriting(folder);
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

  /** Fills one row. */
  @FunctionalInterface
  private interface Row {
    void fill(Group group);
  }

  private String number(String type, String logical, Row row) throws IOException {
    return only(type, logical, row, ParquetWriting.numbers(List.of("n"), MISSING));
  }

  private String date(String type, String logical, Row row) throws IOException {
    return only(
        type,
        logical,
        row,
        new Columns("", "", "", NONE, NONE, NONE, List.of("n"), "", List.of("y"), MISSING));
  }

  private String category(String type, String logical, Row row) throws IOException {
    return only(
        type,
        logical,
        row,
        new Columns("", "", "", NONE, List.of("n"), NONE, NONE, "", List.of("y"), MISSING));
  }

  private String only(String type, String logical, Row row, Columns columns) throws IOException {
    String file =
        files.write(
            "one",
            "optional %s n %s; required float y;".formatted(type, logical),
            1,
            (number, group) -> row.fill(group.append("y", 1f)));
    String words = ParquetWriting.words(columns, file).get(0);
    assertTrue(words.startsWith("[") && words.endsWith("] -> [1.0]"), words);
    return words.substring(1, words.length() - "] -> [1.0]".length());
  }
}
