package io.meanfield.worker.sync.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The scale in 32 bits, then the bytes. */
final class Int8Blocks implements Blocks {
  private final WireLoops loops;
  private final byte[] bytes = new byte[LENGTH];

  Int8Blocks(WireLoops loops) {
    this.loops = loops;
  }

  @Override
  public int headBytes() {
    return Float.BYTES;
  }

  @Override
  public int bytesPerValue() {
    return Byte.BYTES;
  }

  @Override
  public void write(float[] values, int length, ByteBuffer out) {
    float largest = Float.intBitsToFloat(loops.largestMagnitude(values, length));
    float scale = Float.isFinite(largest) ? largest / WireLoops.MAX_INT8 : Float.NaN;
    if (scale > 0) {
      loops.toInt8(values, length, scale, bytes);
    } else {
      Arrays.fill(bytes, 0, length, (byte) 0); // all so small that the scale is zero, or NaN
    }
    out.putFloat(scale).put(bytes, 0, length);
  }

  @Override
  public void read(ByteBuffer in, float[] values, int length) {
    float scale = in.getFloat();
    in.get(bytes, 0, length);
    loops.fromInt8(bytes, length, scale, values);
  }
}
