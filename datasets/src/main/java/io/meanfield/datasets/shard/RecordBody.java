package io.meanfield.datasets.shard;

import java.nio.ByteBuffer;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.RecordBatch;

/**
 * The buffers of one record batch in a file. Each compressed one has the number of its bytes in
 * front, -1 if it is not compressed after all, and may be empty (Arrow columnar format,
 * "Compression").
 *
 * @param file in little-endian order
 * @param start where the first buffer begins
 */
record RecordBody(ByteBuffer file, RecordBatch header, long start) {
  private static final int ALIGNMENT = 8;
  private static final int NOT_COMPRESSED = -1;

  Compression compression() {
    return Compression.of(header.compression());
  }

  /** Where the buffers are in the file. */
  BufferPlaces inFile() {
    long[] starts = new long[header.buffersLength()];
    long[] lengths = new long[header.buffersLength()];
    for (int i = 0; i < starts.length; i++) {
      Buffer buffer = header.buffers(i);
      starts[i] = start + buffer.offset();
      lengths[i] = buffer.length();
    }
    return new BufferPlaces(starts, lengths);
  }

  /** Bytes that the decompressed buffers take. */
  long plainBytes() {
    long bytes = 0;
    for (int i = 0; i < header.buffersLength(); i++) {
      bytes += aligned(plainBytes(stored(i)));
    }
    return bytes;
  }

  /**
   * Decompresses all buffers at the position of a direct buffer, which moves behind them.
   *
   * @throws IllegalArgumentException if one is not as large as it says
   */
  BufferPlaces decompress(ByteBuffer memory) {
    long[] starts = new long[header.buffersLength()];
    long[] lengths = new long[header.buffersLength()];
    for (int i = 0; i < starts.length; i++) {
      ByteBuffer stored = stored(i);
      starts[i] = memory.position();
      lengths[i] = plainBytes(stored);
      if (lengths[i] > 0) {
        ByteBuffer plain = memory.slice(memory.position(), (int) lengths[i]);
        codecOf(stored).decompress(stored.position(Long.BYTES), plain);
      }
      memory.position(memory.position() + (int) aligned(lengths[i]));
    }
    return new BufferPlaces(starts, lengths);
  }

  private BufferCodec codecOf(ByteBuffer stored) {
    return (stored.getLong(0) == NOT_COMPRESSED ? Compression.NONE : compression()).codec();
  }

  private ByteBuffer stored(int number) {
    Buffer buffer = header.buffers(number);
    return file.slice(Math.toIntExact(start + buffer.offset()), Math.toIntExact(buffer.length()))
        .order(file.order());
  }

  private static long plainBytes(ByteBuffer stored) {
    if (stored.remaining() == 0) {
      return 0;
    }
    long told = stored.getLong(0);
    long bytes = told == NOT_COMPRESSED ? stored.remaining() - Long.BYTES : told;
    if (bytes < 0 || bytes > Integer.MAX_VALUE - ALIGNMENT) {
      throw new IllegalArgumentException("expected buffers below 2 GiB, found one of " + bytes);
    }
    return bytes;
  }

  static long aligned(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
}
