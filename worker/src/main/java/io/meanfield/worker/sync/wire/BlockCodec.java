package io.meanfield.worker.sync.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Writes a vector block by block, through arrays that stay in the CPU's first cache. Used by one
 * thread.
 */
final class BlockCodec implements Codec {
  private final Blocks blocks;
  private final float[] block = new float[Blocks.LENGTH];
  private final float[] other = new float[Blocks.LENGTH];

  BlockCodec(Blocks blocks) {
    this.blocks = blocks;
  }

  @Override
  public int numBytes(int numValues) {
    long numBlocks = (numValues + Blocks.LENGTH - 1L) / Blocks.LENGTH;
    return Math.toIntExact(
        numBlocks * blocks.headBytes() + (long) numValues * blocks.bytesPerValue());
  }

  @Override
  public void encode(FloatBuffer values, FloatBuffer residual, ByteBuffer out) {
    ByteBuffer bytes = out.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < values.remaining(); from += Blocks.LENGTH) {
      int length = Math.min(Blocks.LENGTH, values.remaining() - from);
      values.get(values.position() + from, block, 0, length);
      if (residual.hasRemaining()) {
        encode(residual, residual.position() + from, length, bytes);
      } else {
        blocks.write(block, length, bytes);
      }
    }
    out.position(bytes.position());
  }

  /**
   * The block and its part of the residual, which is read from the very bytes that were written.
   */
  private void encode(FloatBuffer residual, int from, int length, ByteBuffer bytes) {
    residual.get(from, other, 0, length);
    addTo(block, other, length);
    int start = bytes.position();
    blocks.write(block, length, bytes);
    blocks.read(bytes.position(start), other, length);
    for (int i = 0; i < length; i++) {
      float lost = block[i] - other[i];
      block[i] = Math.abs(lost) <= Float.MAX_VALUE ? lost : 0;
    }
    residual.put(from, block, 0, length);
  }

  @Override
  public void decode(ByteBuffer in, FloatBuffer values) {
    ByteBuffer bytes = in.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < values.remaining(); from += Blocks.LENGTH) {
      int length = Math.min(Blocks.LENGTH, values.remaining() - from);
      blocks.read(bytes, block, length);
      values.put(values.position() + from, block, 0, length);
    }
    in.position(bytes.position());
  }

  @Override
  public void add(ByteBuffer in, FloatBuffer sums) {
    ByteBuffer bytes = in.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < sums.remaining(); from += Blocks.LENGTH) {
      int length = Math.min(Blocks.LENGTH, sums.remaining() - from);
      blocks.read(bytes, other, length);
      sums.get(sums.position() + from, block, 0, length);
      addTo(block, other, length);
      sums.put(sums.position() + from, block, 0, length);
    }
    in.position(bytes.position());
  }

  private static void addTo(float[] sums, float[] values, int length) {
    for (int i = 0; i < length; i++) {
      sums[i] += values[i];
    }
  }
}
