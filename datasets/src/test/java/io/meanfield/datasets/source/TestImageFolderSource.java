package io.meanfield.datasets.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.storage.Storage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TestImageFolderSource {
  @TempDir Path folder;
  private final Storage storage = new Storage(new Configuration(false));

  @Test
  void theFolderIsTheClassHoweverDeepTheFileLies() throws IOException {
    png("train/cat/tom.png", 10);
    png("train/dog/old/rex.png", 20);
    png("test/dog/bello.png", 30);
    ImageFolderSource source = source("train", "test");
    assertEquals(
        List.of("1x2x1[10, 10] -> cat", "1x2x1[20, 20] -> dog", "1x2x1[30, 30] -> dog"),
        RawFiles.inWords(RawFiles.read(source)));
    List<RawSplit> splits = source.splits(storage);
    assertEquals(List.of(false, true), splits.stream().map(RawSplit::isTest).toList());
    assertEquals(List.of("cat", "dog"), source.labelNames(splits));
  }

  @Test
  void classesThatAreNumbersAreInNumericalOrder() throws IOException {
    for (String name : List.of("10", "9", "0")) {
      png("train/" + name + "/a.png", 1);
    }
    ImageFolderSource source = source("train", "");
    assertEquals(List.of("0", "9", "10"), source.labelNames(source.splits(storage)));
  }

  @Test
  void hiddenFilesAreNoImagesAndOthersThatAreNoneAreBadRecords() throws IOException {
    png("train/cat/tom.png", 1);
    png("train/.thumbs/small.png", 1);
    png("train/_trash/old.png", 1);
    png("train/lost.png", 1);
    write("train/cat/notes.txt", "not an image".getBytes());
    List<String> results = RawFiles.inWords(RawFiles.read(source("train", "")));
    assertEquals(3, results.size(), results.toString());
    assertTrue(results.get(0).startsWith("bad whole file: expected a PNG, JPEG"), results.get(0));
    assertEquals("1x2x1[1, 1] -> cat", results.get(1));
    assertTrue(results.get(2).contains("in a folder that is called as its class"), results.get(2));
  }

  @Test
  void manyFilesAreDividedIntoSplitsThatDependOnTheFilesAlone() throws IOException {
    IntStream.range(0, 40).forEach(i -> write("train/c/%02d".formatted(i), new byte[200_000]));
    List<RawSplit> splits = source("train", "").splits(storage);
    assertEquals(List.of(6, 6, 6, 6, 6, 6, 4), splits.stream().map(s -> s.files().size()).toList());
    List<String> all = splits.stream().flatMap(split -> split.files().stream()).toList();
    assertEquals(all.stream().sorted().distinct().toList(), all);
    assertEquals(
        IntStream.range(0, 7).boxed().toList(), splits.stream().map(RawSplit::ordinal).toList());
  }

  @Test
  void aFolderThatIsNotThereOrEmptyOrAFileIsRefusedByName() throws IOException {
    Files.createDirectories(folder.resolve("empty"));
    png("file", 1);
    for (String name : List.of("missing", "empty", "file")) {
      String message =
          assertThrows(DataException.class, () -> source(name, "").splits(storage)).getMessage();
      assertTrue(message.contains("/" + name + " (dataset.source.train)"), message);
    }
  }

  @Test
  void filesAndFoldersCanBePredictedFrom() throws IOException {
    png("new/a.png", 1);
    png("new/deep/b.png", 2);
    png("single.png", 3);
    Source source =
        source("train", "").unlabelled(List.of("single.png", "new")).within(folder.toString());
    List<String> places = new ArrayList<>();
    for (RawSplit split : source.splits(storage)) {
      try (RawReader reader = source.open(storage, split)) {
        while (reader.next().isPresent()) {
          places.add(reader.place().file().substring(folder.toString().length() + 1));
        }
      }
    }
    assertEquals(List.of("single.png", "new/a.png", "new/deep/b.png"), places);
  }

  private ImageFolderSource source(String train, String test) {
    return new ImageFolderSource(train, test).within(folder.toString());
  }

  /** A gray image of two pixels. */
  private void png(String name, int gray) throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setPixels(0, 0, 2, 1, new int[] {gray, gray});
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    write(name, bytes.toByteArray());
  }

  private void write(String name, byte[] content) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
