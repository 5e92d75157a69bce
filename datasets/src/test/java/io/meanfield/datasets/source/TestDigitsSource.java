package io.meanfield.datasets.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TestDigitsSource {
  private static final String TABLE =
      """
      0,5.0,16,1,7
      1,2,3,4,9.0

      1,2,17,4,9
      1,2,3,4.5,9
      1,2,-1,4,9
      1,2,x,4,9
      1,2,3,4,
      1,2,3,4
      1,2,3,4,0
      """;

  @TempDir Path folder;

  @Test
  void everyLineIsAnImageAndItsLabelOrBad() throws IOException {
    List<String> expected =
        List.of(
            "2x2x1[0, 5, 16, 1] -> 7",
            "2x2x1[1, 2, 3, 4] -> 9",
            "bad line 4: expected a whole number from 0 to 16 in pixel 3, found \"17\"",
            "bad line 5: expected a whole number from 0 to 16 in pixel 4, found \"4.5\"",
            "bad line 6: expected a whole number from 0 to 16 in pixel 3, found \"-1\"",
            "bad line 7: expected a finite number in pixel 3, found \"x\"",
            "bad line 8: expected a finite number in the label, found \"\"",
            "bad line 9: expected 4 pixels and a label, found 4 fields",
            "2x2x1[1, 2, 3, 4] -> 0");
    byte[] table = TABLE.getBytes(StandardCharsets.UTF_8);
    assertEquals(expected, words(source(write(table))));
    assertEquals(expected, words(source(write(RawFiles.gzip(table)))));
  }

  @Test
  void unlabelledLinesMayHaveALabelOrNot() throws Exception {
    write("1,2,3,4\n5,6,7,8,seven\n1,2,3\n".getBytes(StandardCharsets.UTF_8));
    Source source =
        RawFiles.serialized(
            source("train").unlabelled(List.of("digits")).within(folder.toString()));
    assertEquals(
        List.of(
            "2x2x1[1, 2, 3, 4]",
            "2x2x1[5, 6, 7, 8]",
            "bad line 3: expected 4 pixels and a label, found 3 fields"),
        words(source));
  }

  @Test
  void survivesSerializationAndTakesRelativePathsFromAFolder()
      throws IOException, ClassNotFoundException {
    assertEquals(source("a"), RawFiles.serialized(source("a")));
    assertEquals(source("in/a"), source("a").within("in"));
  }

  @Test
  void sizesThatNoImageHasAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new DigitsSource(List.of("a"), 0, 8, 16));
    assertThrows(IllegalArgumentException.class, () -> new DigitsSource(List.of("a"), 8, 8, 256));
    assertThrows(IllegalArgumentException.class, () -> new DigitsSource(List.of(), 8, 8, 16));
  }

  private String write(byte[] content) throws IOException {
    return new RawFiles(folder).write("digits", content);
  }

  private static DigitsSource source(String file) {
    return new DigitsSource(List.of(file), 2, 2, 16);
  }

  private static List<String> words(Source source) throws IOException {
    return RawFiles.inWords(RawFiles.read(source));
  }
}
