package io.meanfield.datasets.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames in the bytes that R would write, laid down by hand. */
@Tag("unit")
class TestRDatabase {
  private static final int TEXT = 9 | 1 << 12; // the bit of its place in a cache
  private static final int UTF_8 = 1 << 15;
  private static final int LATIN_1 = 1 << 14;
  private static final int WITH_ATTRIBUTES = 1 << 9;

  @TempDir Path folder;
  private byte[] frame;

  @BeforeEach
  void writeAFrameOfThreeColumns() throws IOException {
    frame = frame();
    put(frame);
  }

  @Test
  void columnsBecomeFieldsInTheOrderAskedFor() throws IOException {
    Path to = folder.resolve("films.csv");
    RDatabase.writeFrame(folder, "films", List.of("title", "year", "rating"), to);
    assertEquals(
        "title,year,rating\nété,1995,2.5\n\"Paris, Texas\",1984,4\n,,\n", Files.readString(to));
  }

  @Test
  void whatIsNotThereIsNamedWithWhatIs() {
    assertEquals(
        "expected books in a list of R, found [films]", refusal("books", List.of("title")));
    assertEquals(
        "expected name in a list of R, found [title, year, rating]",
        refusal("films", List.of("name")));
  }

  @Test
  void aFrameThatIsCutOffIsRefusedWhereverItEnds() throws IOException {
    for (int length = 0; length < frame.length; length++) {
      put(Arrays.copyOf(frame, length));
      String message = refusal("films", List.of("title"));
      assertTrue(message.startsWith("expected "), message);
    }
  }

  private String refusal(String name, List<String> columns) {
    return assertThrows(
            IOException.class,
            () -> RDatabase.writeFrame(folder, name, columns, folder.resolve("refused.csv")))
        .getMessage();
  }

  /** The database's two files, with something else before the frame. */
  private void put(byte[] films) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(packed)) {
      out.writeLong(0);
      out.writeInt(films.length);
      DeflaterOutputStream deflating = new DeflaterOutputStream(out);
      deflating.write(films);
      deflating.finish();
    }
    Files.write(folder.resolve("Rdata.rdb"), packed.toByteArray());
    ByteArrayOutputStream index = new ByteArrayOutputStream();
    DataOutputStream out = started(index, 2);
    out.writeInt(19 | WITH_ATTRIBUTES);
    out.writeInt(1);
    out.writeInt(19 | WITH_ATTRIBUTES);
    out.writeInt(1);
    integers(out, 8, packed.size() - 8);
    names(out, "films");
    names(out, "variables");
    try (GZIPOutputStream gzip =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("Rdata.rdx")))) {
      gzip.write(index.toByteArray());
    }
  }

  private static byte[] frame() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = started(bytes, 3);
    out.writeInt(19 | WITH_ATTRIBUTES);
    out.writeInt(3);
    out.writeInt(16);
    out.writeInt(3);
    out.writeInt(TEXT | LATIN_1);
    out.writeInt(3);
    out.write("été".getBytes(StandardCharsets.ISO_8859_1));
    text(out, "Paris, Texas");
    out.writeInt(TEXT);
    out.writeInt(-1); // NA
    integers(out, 1995, 1984, Integer.MIN_VALUE);
    out.writeInt(14);
    out.writeInt(3);
    for (double value : new double[] {2.5, 4, Double.NaN}) {
      out.writeDouble(value);
    }
    names(out, "title", "year", "rating");
    return bytes.toByteArray();
  }

  private static DataOutputStream started(ByteArrayOutputStream bytes, int version)
      throws IOException {
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeBytes("X\n");
    out.writeInt(version);
    out.writeInt(0x40000); // R 4.0.0
    out.writeInt(0x30500);
    if (version == 3) {
      out.writeInt(5);
      out.writeBytes("UTF-8");
    }
    return out;
  }

  /** The attributes of a list: a class, and names. */
  private static void names(DataOutputStream out, String... names) throws IOException {
    out.writeInt(2 | 1 << 10);
    out.writeInt(1);
    text(out, "class");
    texts(out, "data.frame");
    out.writeInt(2 | 1 << 10);
    out.writeInt(1);
    text(out, "names");
    texts(out, names);
    out.writeInt(254);
  }

  private static void texts(DataOutputStream out, String... texts) throws IOException {
    out.writeInt(16);
    out.writeInt(texts.length);
    for (String text : texts) {
      text(out, text);
    }
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(TEXT | UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static void integers(DataOutputStream out, int... values) throws IOException {
    out.writeInt(13);
    out.writeInt(values.length);
    for (int value : values) {
      out.writeInt(value);
    }
  }
}
