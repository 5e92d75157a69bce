package io.meanfield.datasets.source;

import static io.meanfield.datasets.fake.WavBytes.FLOAT;
import static io.meanfield.datasets.fake.WavBytes.PCM;
import static io.meanfield.datasets.fake.WavBytes.chunk;
import static io.meanfield.datasets.fake.WavBytes.extensible;
import static io.meanfield.datasets.fake.WavBytes.file;
import static io.meanfield.datasets.fake.WavBytes.format;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.fake.Mutations;
import io.meanfield.datasets.source.RawFeatures.Sound;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Damaged WAV files: each is a sound or a bad record, and nothing else. */
@Tag("unit")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TestWavFuzz {
  private static final int MUTATIONS_PER_FILE = 2000;

  @Test
  void damagedFilesAreSoundsOrBadRecords() {
    List<byte[]> files = files();
    int numSounds = 0;
    int numBad = 0;
    for (int i = 0; i < files.size(); i++) {
      for (long seed = 0; seed < MUTATIONS_PER_FILE; seed++) {
        byte[] damaged = Mutations.mutate(files.get(i), seed * 100 + i);
        if (isSound(damaged, "file %d, seed %d".formatted(i, seed))) {
          numSounds++;
        } else {
          numBad++;
        }
      }
    }
    assertEquals(files.size() * MUTATIONS_PER_FILE, numSounds + numBad);
    assertTrue(numSounds > 1000 && numBad > 1000, numSounds + " sounds, " + numBad + " bad");
  }

  private static boolean isSound(byte[] file, String name) {
    try {
      Sound sound = WavFile.decode(file);
      assertTrue(sound.samples().length > 0 && sound.samples().length <= file.length, name);
      for (float sample : sound.samples()) {
        assertTrue(Float.isFinite(sample), name);
      }
      return true;
    } catch (BadRecordException e) {
      assertTrue(e.getMessage().contains("expected ") && e.getMessage().contains("found "), name);
      return false;
    } catch (RuntimeException e) {
      throw new AssertionError("expected a sound or a bad record, of " + name, e);
    }
  }

  private static List<byte[]> files() {
    byte[] list = chunk("LIST", "INFOISFT\5\0\0\0Lavf\0".getBytes());
    byte[] data = new byte[480];
    ByteBuffer floats = ByteBuffer.allocate(480).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) (i * i);
    }
    for (int i = 0; i < 120; i++) {
      floats.putFloat((float) Math.sin(i));
    }
    byte[] samples = chunk("data", data);
    return List.of(
        file(format(PCM, 1, 8000, 16), samples),
        file(format(PCM, 2, 44_100, 8), list, new byte[1], samples),
        file(list, extensible(PCM, 5, 48_000, 24), samples),
        file(extensible(FLOAT, 2, 16_000, 32), chunk("data", floats.array())),
        file(format(FLOAT, 1, 16_000, 64), samples),
        file(format(7, 1, 8000, 8), chunk("data", -1, data)));
  }
}
