package io.meanfield.worker.sync.wire;

import java.nio.ByteBuffer;

final class F32Blocks implements Blocks {

  @Override
  public int headBytes() {
    return 0;
  }

  @Override
  public int bytesPerValue() {
    return Float.BYTES;
  }

  @Override
  public void write(float[] values, int length, ByteBuffer out) {
    out.asFloatBuffer().put(values, 0, length);
    out.position(out.position() + length * Float.BYTES);
  }

  @Override
  public void read(ByteBuffer in, float[] values, int length) {
    in.asFloatBuffer().get(values, 0, length);
    in.position(in.position() + length * Float.BYTES);
  }
}
