package io.meanfield.datasets.shard;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Compresses single buffers; the same bytes on every machine. Thread-safe. */
interface BufferCodec {

  /** The most bytes that a buffer can become. */
  int maxCompressedBytes(int plainBytes);

  /**
   * @param plain direct; all that remains in it
   * @param out direct, with room for the most bytes; its position moves behind what is written
   */
  void compress(ByteBuffer plain, ByteBuffer out) throws IOException;

  /**
   * @param compressed direct; all that remains in it
   * @param plain direct, with as much room as there are bytes
   * @throws IllegalArgumentException if the bytes are damaged or are not as many
   */
  void decompress(ByteBuffer compressed, ByteBuffer plain);

  /** What is wrong if other than the expected number of bytes came out. */
  static IllegalArgumentException damaged(long expected, Object found) {
    return new IllegalArgumentException(
        "expected a compressed buffer of %d bytes, found %s".formatted(expected, found));
  }
}
