package io.meanfield.datasets.source;

import io.meanfield.datasets.source.RawFeatures.Sound;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Walks the chunks of a WAV file (IBM and Microsoft, "Multimedia Programming Interface and Data
 * Specifications 1.0", 1991) and decodes the first one of samples. The size that the file says of
 * itself at its start is often wrong and does not matter.
 */
final class WavFile {
  private static final String FORMAT = "WAV";
  private static final int RIFF = 0x46464952;
  private static final int WAVE = 0x45564157;
  private static final int FMT = 0x20746d66;
  private static final int DATA = 0x61746164;
  private static final int FIRST_CHUNK_AT = 12;
  private static final int CHUNK_HEADER_BYTES = 8;

  /** An hour at 8 kHz, and 128 MiB of memory. */
  private static final int MAX_FRAMES = 1 << 25;

  /** Writers into a pipe that cannot go back say such sizes. */
  private static final long MIN_UNKNOWN_SIZE = 0x7fff0000L;

  private final FileBytes file;
  private WavFormat format; // null until its chunk was seen

  private WavFile(byte[] file) {
    this.file = FileBytes.of(FORMAT, file, ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * All channels of a file as one.
   *
   * @throws BadRecordException for whatever is not a whole WAV file of at most {@link
   *     FileParser#MAX_BYTES} and of a known codec
   */
  static Sound decode(byte[] file) throws BadRecordException {
    if (file.length > FileParser.MAX_BYTES) {
      throw new BadRecordException(
          "expected a WAV file of at most %d bytes, found more: cut it into pieces"
              .formatted(FileParser.MAX_BYTES));
    }
    return new WavFile(file).decode();
  }

  private Sound decode() throws BadRecordException {
    if (file.length() < FIRST_CHUNK_AT || file.i32(0) != RIFF || file.i32(8) != WAVE) {
      throw new BadRecordException(
          "expected a WAV file, which starts with RIFF and WAVE, found %d bytes that start with %s"
              .formatted(file.length(), start()));
    }
    long at = FIRST_CHUNK_AT;
    while (type(at) != DATA) {
      long size = file.u32(at + 4);
      long end = at + CHUNK_HEADER_BYTES + size;
      file.require(end);
      if (type(at) == FMT && format == null) {
        format = WavFormat.read(file, (int) at + CHUNK_HEADER_BYTES, (int) size);
      }
      at = end + (isPadded(end, size) ? 1 : 0);
    }
    return samples(at + CHUNK_HEADER_BYTES, file.u32(at + 4));
  }

  private int type(long at) throws BadRecordException {
    if (at + CHUNK_HEADER_BYTES > file.length()) {
      throw file.unexpected("a chunk 'data'", "the end of the file at byte " + file.length());
    }
    return file.i32(at);
  }

  /** Chunks of an odd size are followed by a zero, which some writers forget. */
  private boolean isPadded(long end, long size) throws BadRecordException {
    return size % 2 == 1 && end < file.length() && file.u8(end) == 0;
  }

  private Sound samples(long start, long size) throws BadRecordException {
    if (format == null) {
      throw file.unexpected("a chunk 'fmt ' before the samples", "none");
    }
    long bytes = isUnknown(size) ? file.length() - start : size;
    file.require(start + bytes);
    if (bytes < format.frameBytes()) {
      throw file.unexpected("samples", "none");
    }
    int numFrames = (int) (bytes / format.frameBytes());
    if (numFrames > MAX_FRAMES) {
      throw file.unexpected("at most %d samples a channel".formatted(MAX_FRAMES), numFrames);
    }
    return new Sound(format.sampleRate(), format.mixed(file.bytes(), (int) start, numFrames));
  }

  /** A size of 0 is meant if the size of the file was written too. */
  private boolean isUnknown(long size) throws BadRecordException {
    return size >= MIN_UNKNOWN_SIZE
        || size == 0 && file.u32(4) != file.length() - CHUNK_HEADER_BYTES;
  }

  private String start() {
    int length = Math.min(4, file.length());
    return Excerpt.of(new String(file.bytes().array(), 0, length, StandardCharsets.ISO_8859_1));
  }
}
