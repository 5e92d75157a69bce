package io.meanfield.datasets.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.fake.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TestTextFolderSource {
  @TempDir Path folder;

  @Test
  void aFileIsADocumentOfTheClassOfItsFolder() throws Exception {
    write("ham/1.txt", "\ufeffgrüße\n".getBytes(StandardCharsets.UTF_8));
    write("spam/deep/2.txt", "buy\nnow".getBytes(StandardCharsets.UTF_8));
    Source source = RawFiles.serialized(source("utf-8"));
    assertEquals(List.of("grüße\n -> ham", "buy\nnow -> spam"), words(source));
    Source unlabelled = RawFiles.serialized(source.unlabelled(List.of(folder + "/spam")));
    assertEquals(List.of("buy\nnow"), words(unlabelled));
  }

  @Test
  void anotherCharsetMayBeTold() throws IOException {
    write("ham/1", "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        List.of("bad whole file: expected UTF-8, found the byte 0xe9 at byte 4"),
        words(source("utf-8")));
    assertEquals(List.of("caf\u00e9 -> ham"), words(source("iso-8859-1")));
    String message =
        assertThrows(IllegalArgumentException.class, () -> source("utf-9")).getMessage();
    assertTrue(message.contains("found utf-9"), message);
  }

  @Test
  void binaryAndEndlessFilesAreBadRecords() throws IOException {
    write("ham/binary", new byte[] {'a', 0, 'b'});
    write("ham/long", new byte[Line.MAX_BYTES + 1]);
    write("ham/nothing", new byte[0]);
    assertEquals(
        List.of(
            "bad whole file: expected text, found a NUL as character 2",
            "bad whole file: expected a text of at most 1048576 bytes, found more",
            " -> ham"),
        words(source("utf-8")));
  }

  @Test
  void damagedFilesAreTextsOrBadRecords() {
    byte[] text = "Größe, \u65e5\u672c, \ud83d\ude00 and more".getBytes(StandardCharsets.UTF_8);
    TextDecoder decoder = new TextDecoder(StandardCharsets.UTF_8);
    int numTexts = 0;
    int numBad = 0;
    for (int seed = 0; seed < 10_000; seed++) {
      try {
        decoder.parse(Mutations.mutate(text, seed));
        numTexts++;
      } catch (BadRecordException e) {
        numBad++;
      }
    }
    assertTrue(numTexts > 1000 && numBad > 1000, numTexts + " texts, " + numBad + " bad");
  }

  private TextFolderSource source(String charset) {
    return new TextFolderSource(folder.toString(), "", charset);
  }

  private static List<String> words(Source source) throws IOException {
    return RawFiles.inWords(RawFiles.read(source));
  }

  private void write(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }
}
