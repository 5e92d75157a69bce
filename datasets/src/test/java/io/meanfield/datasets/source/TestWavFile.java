package io.meanfield.datasets.source;

import static io.meanfield.datasets.fake.WavBytes.FLOAT;
import static io.meanfield.datasets.fake.WavBytes.PCM;
import static io.meanfield.datasets.fake.WavBytes.chunk;
import static io.meanfield.datasets.fake.WavBytes.concat;
import static io.meanfield.datasets.fake.WavBytes.extensible;
import static io.meanfield.datasets.fake.WavBytes.file;
import static io.meanfield.datasets.fake.WavBytes.format;
import static io.meanfield.datasets.fake.WavBytes.littleEndian;
import static io.meanfield.datasets.fake.WavBytes.mono16;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.source.RawFeatures.Sound;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestWavFile {
  private static final int RATE = 8000;
  private static final byte[] TWO_BYTES = {0, 0x40};

  @Test
  void samplesOfEverySizeAreFromMinusOneToOne() throws BadRecordException {
    assertSamples(
        file(format(PCM, 1, RATE, 8), chunk("data", new byte[] {0, (byte) 128, (byte) 192})),
        -1,
        0,
        0.5f);
    assertSamples(mono16(RATE, -32768, 0, 16384, 32767), -1, 0, 0.5f, 32767 / 32768f);
    byte[] three = {0, 0, (byte) 0x80, 1, 0, 0, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0, 0, 0x40};
    assertSamples(
        file(format(PCM, 1, RATE, 24), chunk("data", three)), -1, 0x1p-23f, -0x1p-23f, 0.5f);
    byte[] four = littleEndian(8).putInt(Integer.MIN_VALUE).putInt(1 << 29).array();
    assertSamples(file(format(PCM, 1, RATE, 32), chunk("data", four)), -1, 0.25f);
    byte[] floats = littleEndian(8).putFloat(0.3f).putFloat(-1.5f).array();
    assertSamples(file(format(FLOAT, 1, RATE, 32), chunk("data", floats)), 0.3f, -1.5f);
    byte[] doubles = littleEndian(16).putDouble(0.3).putDouble(-1e-300).array();
    assertSamples(file(format(FLOAT, 1, RATE, 64), chunk("data", doubles)), 0.3f, -0f);
  }

  @Test
  void samplesThatDoNotFillTheirLastByteStandAtItsUpperEnd() throws BadRecordException {
    byte[] twelveBits = littleEndian(2).putShort((short) (1 << 14)).array();
    assertSamples(file(format(PCM, 1, RATE, 12), chunk("data", twelveBits)), 0.5f);
  }

  @Test
  void lawsAreExpandedAsTheJdkDoes() throws Exception {
    byte[] codes = new byte[256];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (byte) i;
    }
    assertExpandsAsTheJdk(6, Encoding.ALAW, codes);
    assertExpandsAsTheJdk(7, Encoding.ULAW, codes);
  }

  @Test
  void whatTheJdkWritesIsReadAsItWas() throws Exception {
    byte[] pcm = new byte[600];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = (byte) (i * 37);
    }
    AudioFormat stereo = new AudioFormat(44_100, 24, 2, true, false);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    AudioSystem.write(
        new AudioInputStream(new ByteArrayInputStream(pcm), stereo, 100),
        AudioFileFormat.Type.WAVE,
        written);
    Sound sound = WavFile.decode(written.toByteArray());
    assertEquals(44_100, sound.sampleRate());
    assertEquals(100, sound.samples().length);
    for (int i = 0; i < 100; i++) {
      double left = int24(pcm, 6 * i) / 0x1p23;
      double right = int24(pcm, 6 * i + 3) / 0x1p23;
      assertEquals((float) ((left + right) / 2), sound.samples()[i]);
    }
  }

  @Test
  void channelsAreMixedToTheirMean() throws BadRecordException {
    ByteBuffer data = littleEndian(12);
    for (int sample : new int[] {3000, 6000, -9000, 32767, 32767, 32767}) {
      data.putShort((short) sample);
    }
    byte[] file = file(extensible(PCM, 3, 48_000, 16), chunk("data", data.array()));
    assertSamples(file, 0, 32767 / 32768f);
  }

  @Test
  void extensibleFormatsAreThoseOfTheirCodec() throws BadRecordException {
    byte[] floats = littleEndian(8).putFloat(0.25f).putFloat(1).array();
    assertSamples(file(extensible(FLOAT, 1, RATE, 32), chunk("data", floats)), 0.25f, 1);
    assertBad("found MP3", file(extensible(0x55, 1, RATE, 8), chunk("data", new byte[2])));
    byte[] ambisonic = file(extensible(PCM, 1, RATE, 16), chunk("data", TWO_BYTES));
    ambisonic[12 + 8 + 39] = 0;
    assertBad("expected a subformat that is a codec", ambisonic);
  }

  @Test
  void otherChunksAreSkippedWithOrWithoutTheirPadding() throws BadRecordException {
    byte[] format = format(PCM, 1, RATE, 16);
    byte[] data = chunk("data", TWO_BYTES);
    byte[] odd = chunk("LIST", new byte[] {1, 2, 3});
    byte[] pad = {0};
    assertSamples(file(odd, pad, format, odd, pad, data, odd), 0.5f);
    assertSamples(file(odd, format, odd, data, odd), 0.5f);
    assertSamples(file(chunk("fmt ", concat(fields(format), new byte[] {0, 0})), data), 0.5f);
  }

  @Test
  void sizesThatStreamsLeftOpenReachToTheEndOfTheFile() throws BadRecordException {
    byte[] format = format(PCM, 1, RATE, 16);
    byte[] samples = littleEndian(5).put(TWO_BYTES).put(TWO_BYTES).array(); // and half of one
    for (int size : new int[] {-1, 0x7fff_f000, Integer.MIN_VALUE}) {
      assertSamples(file(format, chunk("data", size, samples)), 0.5f, 0.5f);
    }
    byte[] zero = file(format, chunk("data", 0, samples));
    for (int riffSize : new int[] {0, -1, 36}) {
      assertSamples(withRiffSize(zero, riffSize), 0.5f, 0.5f);
    }
    assertBad("expected samples in a WAV file, found none", zero);
  }

  @Test
  void theSizeAtTheStartDoesNotMatter() throws BadRecordException {
    for (int riffSize : new int[] {0, -1, 7, 1 << 30}) {
      assertSamples(withRiffSize(mono16(RATE, 16384), riffSize), 0.5f);
    }
  }

  @Test
  void filesThatAreCutOffAreBad() {
    byte[] whole = mono16(RATE, 1, 2, 3, 4);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      String message =
          assertThrows(BadRecordException.class, () -> WavFile.decode(cut)).getMessage();
      assertTrue(message.startsWith("expected ") && message.contains("found "), message);
    }
    assertBad(
        "expected a WAV file of at least 52 bytes, found 50: it is cut off",
        Arrays.copyOf(whole, 50));
  }

  @Test
  void otherFilesAreBad() {
    assertBad("expected a WAV file, which starts with RIFF and WAVE, found 0 bytes", new byte[0]);
    assertBad("that start with \"fLaC\"", "fLaC, and more of it".getBytes());
    byte[] avi = mono16(RATE, 1);
    avi[8] = 'A';
    assertBad("which starts with RIFF and WAVE", avi);
    byte[] large = Arrays.copyOf(mono16(RATE, 1), FileParser.MAX_BYTES + 1);
    assertBad("expected a WAV file of at most 67108864 bytes", large);
  }

  @Test
  void codecsThatAreNotReadAreNamed() {
    assertBad("found Microsoft ADPCM: convert the file", withFormat(format(2, 1, RATE, 4)));
    assertBad("found IMA ADPCM", withFormat(format(0x11, 1, RATE, 4)));
    assertBad("found GSM 6.10", withFormat(format(0x31, 1, RATE, 0)));
    assertBad("found codec 0x1234", withFormat(format(0x1234, 1, RATE, 16)));
    assertBad("found PCM in 8 bytes for 1 channels", withFormat(format(PCM, 1, RATE, 64)));
    assertBad("found floats in 2 bytes for 1 channels", withFormat(format(FLOAT, 1, RATE, 16)));
  }

  @Test
  void formatsThatCannotBeAreBad() {
    assertBad("expected at least 1 channel", withFormat(format(PCM, 0, RATE, 16)));
    assertBad("expected 1000 to 768000 samples a second", withFormat(format(PCM, 1, 0, 16)));
    assertBad("expected 1000 to 768000 samples a second", withFormat(format(PCM, 1, -1, 16)));
    byte[] bits = format(PCM, 1, RATE, 16);
    bits[22] = 24;
    assertBad("found 24 bits in 2 bytes", withFormat(bits));
    assertBad("expected a chunk 'fmt ' of at least 16", withFormat(chunk("fmt ", new byte[14])));
    assertBad("expected a chunk 'fmt ' before the samples", file(chunk("data", TWO_BYTES)));
    assertBad("expected a chunk 'data'", file(format(PCM, 1, RATE, 16)));
    assertBad("expected a chunk 'data'", file(chunk("LIST", new byte[3])));
  }

  @Test
  void whatIsNoNumberIsBadWithItsPlace() {
    for (double value : new double[] {Double.NaN, Double.NEGATIVE_INFINITY, 1e300}) {
      byte[] data = littleEndian(16).putDouble(1).putDouble(value).array();
      assertBad("at sample 1", file(format(FLOAT, 1, RATE, 64), chunk("data", data)));
    }
  }

  @Test
  void moreSamplesThanMemoryIsMeantForAreBad() {
    byte[] data = new byte[(1 << 25) + 1];
    assertBad(
        "expected at most 33554432 samples a channel in a WAV file, found 33554433",
        file(format(PCM, 1, RATE, 8), chunk("data", data)));
  }

  private static void assertExpandsAsTheJdk(int codec, Encoding encoding, byte[] codes)
      throws IOException, BadRecordException {
    AudioFormat law = new AudioFormat(encoding, RATE, 8, 1, 1, RATE, false);
    AudioInputStream coded = new AudioInputStream(new ByteArrayInputStream(codes), law, 256);
    byte[] linear = AudioSystem.getAudioInputStream(Encoding.PCM_SIGNED, coded).readAllBytes();
    ByteBuffer expected = ByteBuffer.wrap(linear).order(ByteOrder.LITTLE_ENDIAN);
    float[] samples =
        WavFile.decode(file(format(codec, 1, RATE, 8), chunk("data", codes))).samples();
    for (float sample : samples) {
      assertEquals(expected.getShort() / 32768f, sample);
    }
    assertEquals(0, expected.remaining());
  }

  private static int int24(byte[] bytes, int at) {
    return bytes[at + 2] << 16 | (bytes[at + 1] & 0xff) << 8 | bytes[at] & 0xff;
  }

  private static byte[] fields(byte[] chunk) {
    return Arrays.copyOfRange(chunk, 8, chunk.length);
  }

  private static byte[] withFormat(byte[] format) {
    return file(format, chunk("data", TWO_BYTES));
  }

  private static byte[] withRiffSize(byte[] file, int size) {
    byte[] changed = file.clone();
    ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(4, size);
    return changed;
  }

  private static void assertSamples(byte[] file, float... expected) throws BadRecordException {
    assertArrayEquals(expected, WavFile.decode(file).samples());
  }

  private static void assertBad(String message, byte[] file) {
    BadRecordException e = assertThrows(BadRecordException.class, () -> WavFile.decode(file));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }
}
