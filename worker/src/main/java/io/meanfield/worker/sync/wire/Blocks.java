package io.meanfield.worker.sync.wire;

import java.nio.ByteBuffer;

/** A format that writes up to {@link #LENGTH} values by themselves. Used by one thread. */
sealed interface Blocks permits F32Blocks, Bf16Blocks, Int8Blocks {

  /** The values of a block; the last of a vector may have fewer. */
  int LENGTH = 256;

  /** What a block takes beside its values. */
  int headBytes();

  int bytesPerValue();

  /**
   * Appends the first values of an array.
   *
   * @param out little-endian
   */
  void write(float[] values, int length, ByteBuffer out);

  /** Reads the first values of an array. */
  void read(ByteBuffer in, float[] values, int length);
}
