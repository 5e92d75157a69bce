package io.meanfield.datasets.fake;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes WAV files, byte by byte. */
public final class WavBytes {
  public static final int PCM = 1;
  public static final int FLOAT = 3;
  private static final int EXTENSIBLE = 0xfffe;
  private static final int CHUNK_HEADER_BYTES = 8;

  private WavBytes() {}

  /** A file of one channel of 16 bits. */
  public static byte[] mono16(int sampleRate, int... samples) {
    ByteBuffer data = littleEndian(2 * samples.length);
    for (int sample : samples) {
      data.putShort((short) sample);
    }
    return file(format(PCM, 1, sampleRate, 16), chunk("data", data.array()));
  }

  /** A file of any chunks. */
  public static byte[] file(byte[]... chunks) {
    byte[] all = concat(chunks);
    ByteBuffer header = littleEndian(12);
    header.put(ascii("RIFF")).putInt(4 + all.length).put(ascii("WAVE"));
    return concat(header.array(), all);
  }

  /** A chunk without padding. */
  public static byte[] chunk(String name, byte[] content) {
    return chunk(name, content.length, content);
  }

  /** A chunk that says it has another size. */
  public static byte[] chunk(String name, int size, byte[] content) {
    ByteBuffer bytes = littleEndian(CHUNK_HEADER_BYTES + content.length);
    return bytes.put(ascii(name)).putInt(size).put(content).array();
  }

  /** The chunk 'fmt ' of samples of so many bits. */
  public static byte[] format(int codec, int numChannels, int sampleRate, int bits) {
    return chunk("fmt ", formatFields(codec, numChannels, sampleRate, bits).array());
  }

  /** The same, extensible. */
  public static byte[] extensible(int codec, int numChannels, int sampleRate, int bits) {
    ByteBuffer fields = littleEndian(40);
    fields.put(formatFields(EXTENSIBLE, numChannels, sampleRate, bits).array());
    fields.putShort((short) 22).putShort((short) bits).putInt(0);
    fields.putShort((short) codec).put(new byte[] {0, 0, 0, 0, 0x10, 0});
    fields.put(new byte[] {(byte) 0x80, 0, 0, (byte) 0xaa, 0, 0x38, (byte) 0x9b, 0x71});
    return chunk("fmt ", fields.array());
  }

  public static byte[] concat(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteBuffer all = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }

  public static ByteBuffer littleEndian(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer formatFields(int codec, int numChannels, int sampleRate, int bits) {
    int frameBytes = numChannels * ((bits + 7) / 8);
    return littleEndian(16)
        .putShort((short) codec)
        .putShort((short) numChannels)
        .putInt(sampleRate)
        .putInt(sampleRate * frameBytes)
        .putShort((short) frameBytes)
        .putShort((short) bits);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
