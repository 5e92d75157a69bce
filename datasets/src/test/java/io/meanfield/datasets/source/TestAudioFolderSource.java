package io.meanfield.datasets.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.fake.WavBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TestAudioFolderSource {
  @TempDir Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    write("train/piano/a4.wav", WavBytes.mono16(8000, 16384));
    write("train/violin/old/g3.wav", WavBytes.mono16(44_100, -16384));
    write("train/violin/readme.txt", "to be tuned".getBytes());
    write("test/violin/e5.wav", WavBytes.mono16(8000, 0));
  }

  @Test
  void theFolderIsTheClassAndWhatIsNoSoundIsBad() throws IOException {
    AudioFolderSource source = new AudioFolderSource("train", "test").within(folder.toString());
    List<String> results = RawFiles.inWords(RawFiles.read(source));
    assertEquals(
        List.of("8000 Hz[0.5] -> piano", "44100 Hz[-0.5] -> violin"), results.subList(0, 2));
    assertTrue(results.get(2).startsWith("bad whole file: expected a WAV file"), results.get(2));
    assertEquals(List.of("8000 Hz[0.0] -> violin"), results.subList(3, results.size()));
    assertEquals(List.of("piano", "violin"), source.labelNames(RawFiles.splits(source)));
  }

  @Test
  void filesWithoutClassesCanBePredictedFrom() throws IOException {
    Source source =
        new AudioFolderSource("train", "")
            .unlabelled(List.of("test/violin/e5.wav"))
            .within(folder.toString());
    assertEquals(List.of("8000 Hz[0.0]"), RawFiles.inWords(RawFiles.read(source)));
  }

  private void write(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }
}
