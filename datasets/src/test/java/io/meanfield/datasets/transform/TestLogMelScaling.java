package io.meanfield.datasets.transform;

import static io.meanfield.datasets.transform.Examples.overTheWire;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Features;
import io.meanfield.datasets.source.RawFeatures.Sound;
import io.meanfield.datasets.storage.Storage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestLogMelScaling {
  private static final int NUM_BANDS = 6;
  private static final int NUM_FRAMES = 8;
  private static final LogMelConfig CONFIG = new LogMelConfig(8000, 0.1, 25, 10, NUM_BANDS);

  @Test
  void eachBandHasMeanZeroAndDeviationOneOverAllFrames() {
    List<Sound> sounds = sounds(30);
    Transform transform = fitted(sounds);
    assertEquals(new Features.Spectrogram(NUM_FRAMES, NUM_BANDS), transform.features());
    double[] sums = new double[NUM_BANDS];
    double[] squares = new double[NUM_BANDS];
    Decoder decoder = transform.newDecoder();
    FloatBuffer out = FloatBuffer.allocate(NUM_FRAMES * NUM_BANDS);
    for (Sound sound : sounds) {
      decoder.decode(littleEndian(transform.encode(sound)), out.clear(), null);
      assertEquals(0, out.remaining());
      for (int i = 0; i < out.capacity(); i++) {
        sums[i % NUM_BANDS] += out.get(i);
        squares[i % NUM_BANDS] += out.get(i) * out.get(i);
      }
    }
    for (int band = 0; band < NUM_BANDS; band++) {
      assertEquals(0, sums[band] / (30 * NUM_FRAMES), 1e-5);
      assertEquals(1, squares[band] / (30 * NUM_FRAMES), 1e-5);
    }
  }

  @Test
  void decodingStartsWhereTheBufferDoes() {
    List<Sound> sounds = sounds(3);
    Transform transform = fitted(sounds);
    byte[] encoded = transform.encode(sounds.get(0));
    ByteBuffer shifted = ByteBuffer.allocate(7 + encoded.length).order(ByteOrder.LITTLE_ENDIAN);
    shifted.put(7, encoded).position(7);
    FloatBuffer expected = FloatBuffer.allocate(NUM_FRAMES * NUM_BANDS);
    FloatBuffer found = FloatBuffer.allocate(NUM_FRAMES * NUM_BANDS);
    transform.decode(littleEndian(encoded), expected, null);
    transform.decode(shifted, found, null);
    assertArrayEquals(expected.array(), found.array());
    assertEquals(7, shifted.position());
  }

  @Test
  void splitsMergedInTheirOrderGiveWhatOneSplitDoesUpToRounding() {
    List<Sound> sounds = sounds(20);
    LogMelScaling whole = (LogMelScaling) fitted(sounds);
    Statistics merged = encoding().newStatistics();
    for (List<Sound> split :
        List.of(sounds.subList(0, 7), List.<Sound>of(), sounds.subList(7, 20))) {
      Statistics part = encoding().newStatistics();
      split.forEach(sound -> part.add(encoding().encode(sound)));
      merged.merge(overTheWire(part));
    }
    LogMelScaling found = (LogMelScaling) merged.finish();
    for (int band = 0; band < NUM_BANDS; band++) {
      assertEquals(whole.scales().get(band).mean(), found.scales().get(band).mean(), 1e-12);
      assertEquals(
          whole.scales().get(band).standardDeviation(),
          found.scales().get(band).standardDeviation(),
          1e-12);
    }
  }

  @Test
  void itIsShownAsAnImageWithTimeToTheRightAndLowBandsAtTheBottom() {
    float[] spectrogram = new float[NUM_FRAMES * NUM_BANDS];
    spectrogram[0] = -4; // the lowest band of the first frame
    spectrogram[spectrogram.length - 1] = 6; // the highest of the last
    byte[] encoded = new byte[Float.BYTES * spectrogram.length];
    littleEndian(encoded).asFloatBuffer().put(spectrogram);
    Explained.Image shown = (Explained.Image) fitted(sounds(2)).explain(littleEndian(encoded));
    assertEquals(
        List.of(NUM_BANDS, NUM_FRAMES, 1),
        List.of(shown.height(), shown.width(), shown.channels()));
    byte[] expected = new byte[spectrogram.length];
    Arrays.fill(expected, (byte) 102); // of 255, as 0 is at four tenths from -4 to 6
    expected[(NUM_BANDS - 1) * NUM_FRAMES] = 0;
    expected[NUM_FRAMES - 1] = (byte) 255;
    assertArrayEquals(expected, shown.values());
  }

  @Test
  void otherKindsAndNoSoundAtAllAreRefused() {
    assertEquals(
        "expected features of kind sound, found text: set the kind of the transform to what the source gives",
        assertThrows(IllegalArgumentException.class, () -> encoding().encode(Examples.text("a")))
            .getMessage());
    assertThrows(DataException.class, () -> encoding().newStatistics().finish());
  }

  @Test
  void spectrogramsThatCannotBeAreRefused() {
    assertRefused("sample-rate from 1000", () -> new LogMelConfig(0, 1, 25, 10, 40));
    assertRefused("above 0, found NaN", () -> new LogMelConfig(8000, Double.NaN, 25, 10, 40));
    for (double seconds : new double[] {1e-5, 1e4, 536_871.912, 1e9, 1e300}) {
      assertRefused("clips of 1 to", () -> new LogMelConfig(8000, seconds, 25, 10, 40));
    }
    assertRefused("not longer than the clip", () -> new LogMelConfig(8000, 0.02, 25, 10, 40));
    assertRefused("hop of at least 1", () -> new LogMelConfig(8000, 1, 25, 0.01, 40));
    assertRefused("expected 1 to 128 mels", () -> new LogMelConfig(8000, 1, 25, 10, 129));
    assertRefused("fewer mels or a longer window", () -> new LogMelConfig(8000, 1, 25, 10, 100));
    assertRefused("numbers of a spectrogram", () -> new LogMelConfig(8000, 600, 25, 0.2, 40));
  }

  private static void assertRefused(String message, Runnable making) {
    String found = assertThrows(IllegalArgumentException.class, making::run).getMessage();
    assertTrue(found.startsWith("expected ") && found.contains(message), found);
  }

  private static Encoding encoding() {
    return CONFIG.encoding(List.of(), new Storage(new Configuration(false))).orElseThrow();
  }

  private static Transform fitted(List<Sound> sounds) {
    Statistics statistics = encoding().newStatistics();
    sounds.forEach(sound -> statistics.add(encoding().encode(sound)));
    return statistics.finish();
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static List<Sound> sounds(int count) {
    Random random = new Random(1);
    return Stream.generate(
            () -> {
              float[] samples = new float[500 + random.nextInt(600)];
              float volume = random.nextFloat();
              for (int n = 0; n < samples.length; n++) {
                samples[n] = volume * (random.nextFloat() - 0.5f);
              }
              return new Sound(8000, samples);
            })
        .limit(count)
        .toList();
  }
}
