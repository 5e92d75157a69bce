package io.meanfield.worker.sync.wire;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/**
 * Turns values into bytes and back. Values are those from a buffer's position to its limit, neither
 * of which changes; bytes are little-endian, and their buffer's position moves past them. The same
 * values give the same bytes on every machine. Used by one thread.
 */
public interface Codec {

  /** In place of a residual: what the bytes do not carry is lost. */
  FloatBuffer NO_RESIDUAL = FloatBuffer.allocate(0);

  /** Exactly how many bytes so many values take. */
  int numBytes(int numValues);

  /**
   * Writes values.
   *
   * @param residual as many values, added to the others beforehand and replaced by what the bytes
   *     do not carry of the sum, zero where that is not finite; or {@link #NO_RESIDUAL}
   */
  void encode(FloatBuffer values, FloatBuffer residual, ByteBuffer out);

  /** Reads as many values as the buffer has place for. */
  void decode(ByteBuffer in, FloatBuffer values);

  /** Reads as many values as the buffer has, and adds them to those. */
  void add(ByteBuffer in, FloatBuffer sums);
}
