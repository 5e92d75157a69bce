package io.meanfield.worker;

import io.meanfield.worker.Reduction.Part;
import io.meanfield.worker.collective.Content;
import io.meanfield.worker.sync.Stretch;
import io.meanfield.worker.sync.wire.Codec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Gradients in fewer bits than they are summed in. */
final class RoundedGradients implements GradientBytes {
  private static final int CHUNK = 2048; // values

  private final Codec codec;
  private final ByteBuffer bytes;

  /**
   * @param codec that reads what it wrote the same, in whatever pieces
   */
  RoundedGradients(Codec codec) {
    this.codec = codec;
    this.bytes = ByteBuffer.allocate(codec.numBytes(CHUNK)).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public Content encode(int replica, float[] values, Stretch bucket) {
    round(values, bucket);
    return content(values, bucket);
  }

  private void round(float[] values, Stretch stretch) {
    for (int from = stretch.from(); from < stretch.to(); from += CHUNK) {
      FloatBuffer chunk = FloatBuffer.wrap(values, from, Math.min(CHUNK, stretch.to() - from));
      codec.encode(chunk, Codec.NO_RESIDUAL, bytes.clear());
      codec.decode(bytes.flip(), chunk);
    }
  }

  private Content content(float[] values, Stretch bucket) {
    FloatBuffer sent = FloatBuffer.wrap(values, bucket.from(), bucket.length());
    return new Content() {
      @Override
      public int numBytes() {
        return codec.numBytes(bucket.length());
      }

      @Override
      public void writeTo(ByteBuffer into) {
        codec.encode(sent, Codec.NO_RESIDUAL, into);
      }
    };
  }

  @Override
  public Part part(Stretch bucket, ByteBuffer received) {
    return (from, into, offset, length) -> {
      ByteBuffer chunk = received.duplicate().order(ByteOrder.LITTLE_ENDIAN);
      codec.decode(chunk.position(codec.numBytes(from)), FloatBuffer.wrap(into, offset, length));
      return true;
    };
  }
}
