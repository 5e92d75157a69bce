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
class TestLibsvmSource {
  @TempDir Path folder;

  @Test
  void placesThatAreNotThereAreZero() throws IOException {
    String lines =
        """
        # a comment

        +1 1:0.5 3:-2e1
        -1.0\t2:7   # another
          0.5 3:1\s\s
        1
        """;
    List<String> expected =
        List.of(
            "[0.5, 0.0, -20.0] -> 1",
            "[0.0, 7.0, 0.0] -> -1",
            "[0.0, 0.0, 1.0] -> 0.5",
            "[0.0, 0.0, 0.0] -> 1");
    assertEquals(expected, words(source(write(lines), LibsvmLabel.CLASS, 1)));
    byte[] packed = RawFiles.gzip(lines.getBytes(StandardCharsets.UTF_8));
    String file = new RawFiles(folder).write("packed", packed);
    assertEquals(expected, words(source(file, LibsvmLabel.CLASS, 1)));
  }

  @Test
  void targetsAreNumbersAndPlacesMayStartWithZero() throws IOException {
    assertEquals(
        List.of("[1.0, 0.0, 2.0] -> [-3.5]"),
        words(source(write("-3.5 0:1 2:2"), LibsvmLabel.TARGET, 0)));
  }

  @Test
  void malformedLinesAreBadAndReadingGoesOn() throws IOException {
    assertEquals(
        List.of(
            "bad line 1: expected a finite number in the label, found \"one\"",
            "bad line 2: expected a place from 1 to 3, found 4: see num-features and first-index",
            "bad line 3: expected a place from 1 to 3, found 0: see num-features and first-index",
            "bad line 4: expected places that ascend, found 1 after 2",
            "bad line 5: expected places that ascend, found 2 after 2",
            "bad line 6: expected a pair such as 3:0.5, found \"2\"",
            "bad line 7: expected a pair such as 3:0.5, found \"qid:1\"",
            "bad line 8: expected a finite number in place 2, found \"\"",
            "bad line 9: expected a finite number in place 2, found \"nan\"",
            "bad line 10: expected a label and then pairs such as 3:0.5, found \"1:1\" first",
            "bad line 11: expected a pair such as 3:0.5, found \"9999999999:1\"",
            "bad line 12: expected a finite number in the label, found \"1,2\"",
            "[0.0, 0.0, 1.0] -> 2"),
        words(
            source(
                write(
                    """
                    one 1:1
                    1 4:1
                    1 0:1
                    1 2:1 1:1
                    1 2:1 2:1
                    1 2
                    1 qid:1 1:1
                    1 2:
                    1 2:nan
                    1:1 2:1
                    1 9999999999:1
                    1,2 1:1
                    2 3:1
                    """),
                LibsvmLabel.CLASS,
                1)));
  }

  @Test
  void unlabelledLinesMayHaveALabelOrNot() throws Exception {
    write("1:1 3:2\n7 2:1\n");
    Source rows = source("train", LibsvmLabel.CLASS, 1).unlabelled(List.of("libsvm"));
    assertEquals(
        List.of("[1.0, 0.0, 2.0]", "[0.0, 1.0, 0.0]"),
        words(RawFiles.serialized(rows.within(folder.toString()))));
  }

  @Test
  void featuresAreNamedByTheirPlaces() {
    assertEquals(List.of("x1", "x2", "x3"), source("a", LibsvmLabel.CLASS, 1).featureNames());
    assertEquals(List.of("x0", "x1", "x2"), source("a", LibsvmLabel.CLASS, 0).featureNames());
  }

  @Test
  void survivesSerializationAndTakesRelativePathsFromAFolder()
      throws IOException, ClassNotFoundException {
    Source source = source("a", LibsvmLabel.TARGET, 0);
    assertEquals(source, RawFiles.serialized(source));
    assertEquals(source("in/a", LibsvmLabel.TARGET, 0), source.within("in"));
  }

  @Test
  void sizesThatNoFileHasAreRefused() {
    assertRefused("expected num-features from 1 to 1048576, found 0", 0, 1);
    assertRefused("expected num-features from 1 to 1048576, found 1048577", 1_048_577, 1);
    assertRefused("expected a first-index of 0 or 1, found 2", 3, 2);
  }

  private static void assertRefused(String message, int numFeatures, int firstIndex) {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new LibsvmSource(
                    List.of("a"), List.of(), numFeatures, LibsvmLabel.CLASS, firstIndex));
    assertEquals(message, refusal.getMessage());
  }

  private String write(String content) throws IOException {
    return new RawFiles(folder).write("libsvm", content);
  }

  private static LibsvmSource source(String file, LibsvmLabel label, int firstIndex) {
    return new LibsvmSource(List.of(file), List.of(), 3, label, firstIndex);
  }

  private static List<String> words(Source source) throws IOException {
    return RawFiles.inWords(RawFiles.read(source));
  }
}
