package io.meanfield.datasets.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.fake.Mutations;
import io.meanfield.datasets.storage.Storage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class TestWordVectorFile {
  private static final Storage STORAGE = new Storage(new Configuration());
  private static final String GLOVE =
      """
      the 0.5 -1 2e-3
      paris 1 2 3
      Paris 4 5 6
      . . . 7 8 9
      été 0 0 0.25
      """;
  private static final List<String> WORDS = List.of("Paris", "THE", "été", "xyz", ". . .", "the");
  private static final List<String> VECTORS =
      List.of(
          "Paris [4.0, 5.0, 6.0]",
          "THE [0.5, -1.0, 0.002]",
          "été [0.0, 0.0, 0.25]",
          ". . . [7.0, 8.0, 9.0]",
          "the [0.5, -1.0, 0.002]");

  @TempDir Path folder;

  @Test
  void wordsHaveTheirVectorsOrThoseOfTheirLowerCase() throws IOException {
    assertEquals(VECTORS, read(GLOVE, WORDS));
    assertEquals(VECTORS, read(RawFiles.gzip(utf8(GLOVE)), WORDS));
  }

  @Test
  void word2vecSaysFirstHowManyThereAreAndEndsLinesWithASpace() throws IOException {
    assertEquals(VECTORS, read("5 3\n" + GLOVE.replace("\n", " \n"), WORDS));
    assertEquals(VECTORS, read("5 3 \r\n" + GLOVE.replace("\n", "\r\n"), WORDS));
    assertEquals(VECTORS, read("5\t3\n" + GLOVE.replace(" ", "\t").replace(".\t", ". "), WORDS));
  }

  @Test
  void aNumberMayBeAWordAndTheFirstOfTwoLinesCounts() throws IOException {
    String twice = "7 1 1 1\n42 2 2 2\n7 3 3 3\n";
    assertEquals(
        List.of("7 [1.0, 1.0, 1.0]", "42 [2.0, 2.0, 2.0]"), read(twice, List.of("7", "42")));
  }

  @Test
  void onlyTheWordsAskedForAreHeld() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      lines.append("w%d %d 0.5 0.25%n".formatted(i, i));
    }
    assertEquals(
        List.of("w999 [999.0, 0.5, 0.25]", "W5 [5.0, 0.5, 0.25]"),
        read(lines.toString(), List.of("w999", "W5", "w1000")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the 1 2|expected vectors of 3 numbers, as the network's embedding has, found 2 in FILE, line 1: make the embedding that long or take other vectors
          9 300|expected vectors of 3 numbers, as the network's embedding has, found 300 in FILE, line 1: make the embedding that long or take other vectors
          a 1 2 3/the 1 2|FILE, line 2: expected a word and 3 numbers, found 3 fields; correct the line or fetch the file again
          a 1 2 3// 1 2 3|FILE, line 3: expected a word and 3 numbers, found 3 fields; correct the line or fetch the file again
          a 1 2 3/the 1 x 3|FILE, line 2: expected a finite number in the vector of the, found "x "; correct the line or fetch the file again
          a 1 2 3/the 1 2 NaN|FILE, line 2: expected a finite number in the vector of the, found "NaN"; correct the line or fetch the file again
          3 3/the 1 2 3/a 1 2 3|expected the vectors of 3 words in FILE, found those of 2: it is cut off or was changed; fetch the file again
          """)
  void whatIsWrongIsSaidWithFileAndLine(String lines, String expected) throws IOException {
    String file = new RawFiles(folder).write("vectors.txt", lines.replace('/', '\n'));
    assertEquals(
        expected.replace("FILE", file),
        assertThrows(
                DataException.class,
                () -> new WordVectorFile(file, 3).read(STORAGE, List.of("the")))
            .getMessage());
  }

  @Test
  void whatIsNoTextOrNotThereIsSaid() throws IOException {
    byte[] latin = "a 1 2 3\n\u00e9 1 2 3\n".getBytes(StandardCharsets.ISO_8859_1);
    assertTrue(problem(latin).contains("line 2: expected UTF-8, found the byte 0xe9 at byte 1"));
    byte[] packed = RawFiles.gzip(utf8(GLOVE.repeat(100)));
    assertTrue(
        problem(Arrays.copyOf(packed, packed.length - 20)).contains("expected a whole gzip file"));
    String nowhere = folder.resolve("nowhere").toString();
    assertTrue(
        assertThrows(DataException.class, () -> new WordVectorFile(nowhere, 3).read(STORAGE, WORDS))
            .getMessage()
            .contains("found nothing there"));
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void damagedFilesGiveWholeVectorsOrOneError() throws IOException {
    List<byte[]> files = List.of(utf8(GLOVE), utf8("5 3\n" + GLOVE));
    int numRead = 0;
    for (int seed = 0; seed < 12_000; seed++) {
      byte[] damaged = Mutations.mutate(files.get(seed % files.size()), seed);
      try (Lines lines = new Lines("a.txt", new ByteArrayInputStream(damaged), 1 << 20)) {
        Map<String, float[]> vectors = new WordVectorFile("damaged", 3).read(lines, WORDS);
        vectors.values().forEach(vector -> assertEquals(3, vector.length));
        numRead++;
      } catch (DataException e) {
        assertTrue(e.getMessage().contains("found"), e.getMessage());
      }
    }
    assertTrue(numRead > 1000, "the damage leaves too few files: " + numRead);
  }

  private String problem(byte[] content) throws IOException {
    String file = new RawFiles(folder).write("vectors.txt", content);
    return assertThrows(DataException.class, () -> new WordVectorFile(file, 3).read(STORAGE, WORDS))
        .getMessage();
  }

  private List<String> read(String lines, List<String> words) throws IOException {
    return read(utf8(lines), words);
  }

  private List<String> read(byte[] content, List<String> words) throws IOException {
    String file = new RawFiles(folder).write("vectors.txt", content);
    List<String> found = new ArrayList<>();
    new WordVectorFile(file, 3)
        .read(STORAGE, words)
        .forEach((word, vector) -> found.add(word + " " + Arrays.toString(vector)));
    return found;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
