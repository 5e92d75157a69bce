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
class TestCifarSource {
  private static final int PLANE = 1024;

  @TempDir Path folder;
  private RawFiles files;

  @BeforeEach
  void useFolder() {
    files = new RawFiles(folder);
  }

  @Test
  void planesBecomePixels() throws IOException {
    files.write("one", record(7));
    RawResult.Good good = (RawResult.Good) RawFiles.read(source(1, List.of())).get(0);
    RawFeatures.Pixels pixels = (RawFeatures.Pixels) good.features();
    assertEquals(List.of(32, 32, 3), List.of(pixels.height(), pixels.width(), pixels.channels()));
    for (int i = 0; i < PLANE; i++) {
      assertEquals(i % 100, pixels.values()[3 * i]);
      assertEquals(i % 50, pixels.values()[3 * i + 1]);
      assertEquals(9, pixels.values()[3 * i + 2]);
    }
    assertEquals(new RawLabel.ClassName("7"), good.label().orElseThrow());
  }

  @Test
  void theLastOfTwoLabelsIsTheClassAndOnesWithoutNameAreBadRecords() throws Exception {
    files.write("one", concatenated(record(3, 1), record(0, 2), record(9, 0)));
    Source source = RawFiles.serialized(source(2, List.of("cat", "dog")));
    List<String> words = RawFiles.inWords(RawFiles.read(source));
    assertTrue(words.get(0).endsWith(" -> dog"));
    assertEquals("bad record 2: expected a label from 0 to 1, found 2", words.get(1));
    assertTrue(words.get(2).endsWith(" -> cat"));
    Source unlabelled = source.unlabelled(List.of(folder.resolve("one").toString()));
    assertEquals(3, RawFiles.read(RawFiles.serialized(unlabelled)).size());
  }

  @Test
  void aFileCutOffIsRefusedWithThePlace() throws IOException {
    files.write("one", Arrays.copyOf(concatenated(record(1), record(2)), 5000));
    String message =
        assertThrows(DataException.class, () -> RawFiles.read(source(1, List.of()))).getMessage();
    assertTrue(message.contains("expected records of 3073 bytes"), message);
    assertTrue(message.contains("found 1927 bytes after record 1"), message);
  }

  @Test
  void wrongSettingsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> source(3, List.of()));
    assertThrows(IllegalArgumentException.class, () -> source(1, List.of("a", "a")));
  }

  private CifarSource source(int labelBytes, List<String> classes) {
    return new CifarSource(List.of("one"), List.of(), labelBytes, classes)
        .within(folder.toString());
  }

  private static byte[] record(int... labels) {
    byte[] record = new byte[labels.length + 3 * PLANE];
    for (int i = 0; i < labels.length; i++) {
      record[i] = (byte) labels[i];
    }
    for (int i = 0; i < PLANE; i++) {
      record[labels.length + i] = (byte) (i % 100);
      record[labels.length + PLANE + i] = (byte) (i % 50);
      record[labels.length + 2 * PLANE + i] = 9;
    }
    return record;
  }

  private static byte[] concatenated(byte[]... records) {
    byte[] all = new byte[Arrays.stream(records).mapToInt(record -> record.length).sum()];
    int end = 0;
    for (byte[] record : records) {
      System.arraycopy(record, 0, all, end, record.length);
      end += record.length;
    }
    return all;
  }
}
