package io.meanfield.worker.sync;

import java.io.Serializable;
import java.nio.ByteBuffer;

/**
 * Floats as Java serializes them fast: it copies bytes as a whole, but converts floats one by one.
 *
 * @param bytes big-endian
 */
public record FloatBytes(byte[] bytes) implements Serializable {

  public static FloatBytes of(float[] values) {
    byte[] bytes = new byte[Math.multiplyExact(values.length, Float.BYTES)];
    ByteBuffer.wrap(bytes).asFloatBuffer().put(values);
    return new FloatBytes(bytes);
  }

  public float[] values() {
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
    return values;
  }
}
