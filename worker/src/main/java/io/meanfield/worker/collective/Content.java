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
  static Content of(FloatBuffer values) {
    return new Floats(values);
  }

  /** Bytes as they are; the array may not be changed. */
  static Content of(byte[] bytes) {
    return new Bytes(bytes);
  }

  /** Bytes. */
  record Bytes(byte[] values) implements Content {
    @Override
    public int numBytes() {
      return values.length;
    }

    @Override
    public void writeTo(ByteBuffer bytes) {
      bytes.duplicate().put(values);
    }
  }

  /** 32-bit floats. */
  record Floats(FloatBuffer values) implements Content {
    @Override
    public int numBytes() {
      return Math.multiplyExact(values.remaining(), Float.BYTES);
    }

    @Override
    public void writeTo(ByteBuffer bytes) {
      bytes.asFloatBuffer().put(values.duplicate());
    }
  }
}
