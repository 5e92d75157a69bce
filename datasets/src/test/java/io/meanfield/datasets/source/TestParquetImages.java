package io.meanfield.datasets.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images in columns of Parquet files. */
@Tag("unit")
class TestParquetImages {
  private static final List<String> NONE = List.of();

  @TempDir Path folder;
  private ParquetWriting files;

  @BeforeEach
  void startWithAnEmptyFolder() {
    files = new ParquetWriting(folder);
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
    Columns columns = new Columns("", "", "image", NONE, NONE, NONE, NONE, "l", NONE, NONE);
    List<String> decoded = new ArrayList<>();
    for (String file : List.of(plain, nested)) {
      List<String> words = ParquetWriting.words(columns, file);
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
        ParquetWriting.words(
            new Columns("", "", "image", NONE, NONE, NONE, NONE, "l", NONE, NONE), file));
  }

  @Test
  void tablesOfTextHaveNoImages() {
    Columns columns = new Columns("", "", "image", NONE, NONE, NONE, NONE, "l", NONE, NONE);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> new CsvSource(List.of("a"), List.of(), columns))
            .getMessage();
    assertTrue(message.startsWith("expected no image in the columns"), message);
  }
}
