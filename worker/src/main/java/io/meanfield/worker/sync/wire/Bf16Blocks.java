package io.meanfield.worker.sync.wire;

import java.nio.ByteBuffer;

final class Bf16Blocks implements Blocks {
  private final WireLoops loops;
  private final short[] halves = new short[LENGTH];

  Bf16Blocks(WireLoops loops) {
    this.loops = loops;
  }

  @Override
  public int headBytes() {
    return 0;
  }

  @Override
  public int bytesPerValue() {
    return Short.BYTES;
  }

  @Override
  public void write(float[] values, int length, ByteBuffer out) {
    loops.toBf16(values, length, halves);
    out.asShortBuffer().put(halves, 0, length);
    out.position(out.position() + length * Short.BYTES);
  }

  @Override
  public void read(ByteBuffer in, float[] values, int length) {
    in.asShortBuffer().get(halves, 0, length);
    in.position(in.position() + length * Short.BYTES);
    loops.fromBf16(halves, length, values);
  }
}
