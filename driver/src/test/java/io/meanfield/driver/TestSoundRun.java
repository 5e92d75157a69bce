package io.meanfield.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A network for images learns from files of sound, and predicts for files without a class. */
@Tag("cluster")
@ExtendWith(LocalSpark.class)
class TestSoundRun {
  private static final int NUM_SOUNDS = 120;
  private static final int[] RATES = {8000, 11_025, 44_100};

  private static final String CONFIGURATION =
      """
      run: {name: sounds, folder: FOLDER/run, seed: 1}
      dataset:
        shards: FOLDER/shards
        source: {format: audio-folder, train: FOLDER/sounds}
        transform: {kind: log-mel, sample-rate: 8000, seconds: 0.5, hop-ms: 20, mels: 20}
        split: {validation: 0.2, test: 0.3}
      model: {name: lenet, filters: [4, 8], dense: 16}
      training:
        replicas: 2
        batch-size: 8
        epochs: 6
        optimizer: {name: adam, learning-rate: 0.003}
      sync: {strategy: average, local-steps: 4}
      """;

  @Test
  void tellsRisingFromFallingTones(@TempDir Path folder) throws IOException {
    Workspace workspace = new Workspace(folder);
    Random random = new Random(1);
    for (int i = 0; i < NUM_SOUNDS; i++) {
      boolean isRising = i % 2 == 0;
      Path file = folder.resolve("sounds/%s/%03d.wav".formatted(name(isRising), i));
      write(file, isRising, RATES[i % RATES.length], random);
    }
    workspace.write("conf.yaml", CONFIGURATION.replace("FOLDER", folder.toString()).getBytes());
    CommandResult trained = workspace.run("train");
    trained.assertSucceeds();
    double accuracy = Double.parseDouble(trained.result("accuracy"));
    assertTrue(accuracy > 0.9, trained::out); // a half by chance

    write(folder.resolve("new/a.wav"), true, 48_000, random);
    write(folder.resolve("new/b.wav"), false, 8000, random);
    Files.writeString(folder.resolve("new/c.wav"), "RIFF, but no more than that");
    List<String> predicted = workspace.predict("new");
    assertEquals(4, predicted.size(), predicted::toString);
    assertTrue(predicted.get(1).contains(",rising,"), predicted::toString);
    assertTrue(predicted.get(2).contains(",falling,"), predicted::toString);
    assertTrue(predicted.get(3).contains("expected a WAV file"), predicted::toString);
  }

  private static String name(boolean isRising) {
    return isRising ? "rising" : "falling";
  }

  /** A tone from one frequency to another in 0.4 to 0.7 seconds, on two channels of 16 bits. */
  private static void write(Path file, boolean isRising, int rate, Random random)
      throws IOException {
    int numFrames = (int) ((0.4 + 0.3 * random.nextDouble()) * rate);
    double low = 300 + 300 * random.nextDouble();
    double high = 1500 + 1000 * random.nextDouble();
    double phase = 0;
    byte[] pcm = new byte[4 * numFrames];
    for (int i = 0; i < numFrames; i++) {
      double share = (double) i / numFrames;
      phase += 2 * Math.PI * (low + (high - low) * (isRising ? share : 1 - share)) / rate;
      int sample = (int) (10_000 * Math.sin(phase) + 500 * random.nextGaussian());
      for (int channel = 0; channel < 2; channel++) {
        pcm[4 * i + 2 * channel] = (byte) sample;
        pcm[4 * i + 2 * channel + 1] = (byte) (sample >> 8);
      }
    }
    Files.createDirectories(file.getParent());
    AudioSystem.write(
        new AudioInputStream(
            new ByteArrayInputStream(pcm), new AudioFormat(rate, 16, 2, true, false), numFrames),
        AudioFileFormat.Type.WAVE,
        file.toFile());
  }
}
