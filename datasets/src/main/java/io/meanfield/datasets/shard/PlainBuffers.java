package io.meanfield.datasets.shard;

import java.nio.ByteBuffer;

/** Buffers as they are. Immutable. */
final class PlainBuffers implements BufferCodec {
  @Override
  public int maxCompressedBytes(int plainBytes) {
    return plainBytes;
  }

  @Override
  public void compress(ByteBuffer plain, ByteBuffer out) {
    out.put(plain);
  }

  @Override
  public void decompress(ByteBuffer compressed, ByteBuffer plain) {
    if (compressed.remaining() != plain.remaining()) {
      throw BufferCodec.damaged(plain.remaining(), compressed.remaining());
    }
    plain.put(plain.position(), compressed, compressed.position(), compressed.remaining());
  }
}
