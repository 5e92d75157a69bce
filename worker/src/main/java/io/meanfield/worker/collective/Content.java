package io.meanfield.worker.collective;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** What a message is about, as bytes. */
public interface Content {
  /** A message whose numbers say everything. */
  Content NONE = new Floats(FloatBuffer.allocate(0));

  int numBytes();

  /**
   * Writes all of it, from the buffer's position on.
   *
   * @param bytes little-endian
   */
  void writeTo(ByteBuffer bytes);

  /** The values from the buffer's position to its limit, as they are. */
  static Divisible of(FloatBuffer values) {
    return new Floats(values);
  }

  /** Bytes as they are; the array may not be changed. */
  static Divisible of(byte[] bytes) {
    return new Bytes(ByteBuffer.wrap(bytes));
  }

  /** What can be sent in pieces. */
  sealed interface Divisible extends Content {

    /**
     * A part of it.
     *
     * @param from byte, between two values
     * @param to byte after the last
     */
    Divisible part(int from, int to);
  }

  /** Bytes. */
  record Bytes(ByteBuffer values) implements Divisible {
    @Override
    public int numBytes() {
      return values.remaining();
    }

    @Override
    public Divisible part(int from, int to) {
      return new Bytes(values.slice(values.position() + from, to - from));
    }

    @Override
    public void writeTo(ByteBuffer bytes) {
      bytes.duplicate().put(values.duplicate());
    }
  }

  /** 32-bit floats. */
  record Floats(FloatBuffer values) implements Divisible {
    @Override
    public int numBytes() {
      return Math.multiplyExact(values.remaining(), Float.BYTES);
    }

    @Override
    public Divisible part(int from, int to) {
      int first = values.position() + from / Float.BYTES;
      return new Floats(values.slice(first, (to - from) / Float.BYTES));
    }

    @Override
    public void writeTo(ByteBuffer bytes) {
      bytes.asFloatBuffer().put(values.duplicate());
    }
  }
}
