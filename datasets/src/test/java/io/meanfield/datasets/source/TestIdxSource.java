package io.meanfield.datasets.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.DataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TestIdxSource {
  @TempDir Path folder;
  private RawFiles files;

  @BeforeEach
  void startWithAnEmptyFolder() {
    files = new RawFiles(folder);
  }

  @Test
  void imagesAndLabelsComeInStepPlainOrCompressed() throws IOException {
    List<String> expected =
        List.of("2x3x1[0, 1, 2, 3, 4, 5] -> 7", "2x3x1[6, 7, 8, 9, 10, 11] -> 255");
    byte[] images = RawFiles.images(2);
    byte[] labels = RawFiles.labels(7, 255);
    assertEquals(expected, words(files.idx(images, labels)));
    assertEquals(expected, words(files.idx(RawFiles.gzip(images), RawFiles.gzip(labels))));
  }

  @Test
  void aLabelBeyondTheClassesIsABadRecordAndReadingGoesOn() throws IOException {
    IdxFiles pair = files.idx(RawFiles.images(3), RawFiles.labels(1, 2, 0));
    assertEquals(
        List.of(
            "2x3x1[0, 1, 2, 3, 4, 5] -> boot",
            "bad record 2: expected a label from 0 to 1, found 2",
            "2x3x1[12, 13, 14, 15, 16, 17] -> bag"),
        words(new IdxSource(List.of(pair), List.of(), List.of("bag", "boot"))));
  }

  @Test
  void classesAreInTheOrderOfTheirNumbers() {
    IdxSource source =
        new IdxSource(List.of(new IdxFiles("a", "b")), List.of(), List.of("shirt", "bag"));
    assertEquals(List.of("shirt", "bag"), source.labelNames(List.of()));
    assertEquals(List.of("shirt", "bag"), source.within("in").labelNames(List.of()));
  }

  @Test
  void testPairsComeLastAndAreMarked() throws IOException {
    IdxFiles pair = files.idx(RawFiles.images(1), RawFiles.labels(1));
    List<RawSplit> splits = RawFiles.splits(new IdxSource(List.of(pair), List.of(pair), List.of()));
    assertEquals(
        List.of(RawSplit.ofOne(0, pair.images(), false), RawSplit.ofOne(1, pair.images(), true)),
        splits);
  }

  @Test
  void damagedFilesAreNamedWithWhatWasExpectedAndFound() throws IOException {
    byte[] images = RawFiles.images(2);
    byte[] labels = RawFiles.labels(1, 2);
    assertFails(files.idx(Arrays.copyOf(images, 27), labels), "expected 28 bytes", "found 27");
    assertFails(files.idx(Arrays.copyOf(images, 29), labels), "expected 28 bytes", "found more");
    assertFails(files.idx(Arrays.copyOf(images, 9), labels), "expected 16 bytes", "found 9");
    assertFails(files.idx(Arrays.copyOf(images, 3), labels), "expected 4 bytes", "found 3");
    assertFails(files.idx(images, Arrays.copyOf(labels, 9)), "expected 10 bytes", "found 9");
    assertFails(files.idx(labels, labels), "expected the magic number 0x00000803", "0x00000801");
    assertFails(files.idx(images, images), "expected the magic number 0x00000801", "0x00000803");
    assertFails(files.idx(images, RawFiles.labels(1)), "found 1 labels", "2 images");
    assertFails(files.idx(new byte[0], labels), "images", "found 0 bytes");
    byte[] compressed = RawFiles.gzip(images);
    assertFails(
        files.idx(Arrays.copyOf(compressed, compressed.length / 2), labels), "whole gzip file");
    byte[] huge = images.clone();
    Arrays.fill(huge, 8, 16, (byte) 0x7f);
    assertFails(files.idx(huge, labels), "found the dimensions [2, 2139062143, 2139062143]");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    String missing = folder.resolve("nowhere").toString();
    assertFails(new IdxFiles(missing, missing + "-labels"), missing, "found nothing there");
    assertFails(new IdxFiles(folder.toString(), missing), "found a folder");
  }

  @Test
  void unlabelledSourcesReadImagesOnly() throws Exception {
    IdxFiles pair = files.idx(RawFiles.images(1), RawFiles.labels(1));
    Source source = source(new IdxFiles("elsewhere", "labels")).unlabelled(List.of("images"));
    assertEquals(
        List.of("2x3x1[0, 1, 2, 3, 4, 5]"),
        RawFiles.inWords(RawFiles.read(RawFiles.serialized(source.within(folder.toString())))));
    assertEquals(pair.images(), folder.resolve("images").toString());
  }

  @Test
  void survivesSerializationAndTakesRelativePathsFromAFolder()
      throws IOException, ClassNotFoundException {
    IdxSource source =
        new IdxSource(
            List.of(new IdxFiles("a", "/b")),
            List.of(new IdxFiles("c", "s3a://d/e")),
            List.of("x"));
    assertEquals(source, RawFiles.serialized(source));
    assertEquals(
        new IdxSource(
            List.of(new IdxFiles("in/a", "/b")),
            List.of(new IdxFiles("in/c", "s3a://d/e")),
            List.of("x")),
        source.within("in"));
  }

  private static IdxSource source(IdxFiles pair) {
    return new IdxSource(List.of(pair), List.of(), List.of());
  }

  private static List<String> words(IdxFiles pair) throws IOException {
    return words(source(pair));
  }

  private static List<String> words(Source source) throws IOException {
    return RawFiles.inWords(RawFiles.read(source));
  }

  private static void assertFails(IdxFiles pair, String... expected) {
    String message =
        assertThrows(DataException.class, () -> RawFiles.read(source(pair))).getMessage();
    for (String part : expected) {
      assertTrue(message.contains(part), message);
    }
  }
}
