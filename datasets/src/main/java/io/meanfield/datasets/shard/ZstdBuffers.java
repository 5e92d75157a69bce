package io.meanfield.datasets.shard;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;

/** Frames of Zstandard. Immutable. */
final class ZstdBuffers implements BufferCodec {
  private static final int LEVEL = 3; // Zstandard's default

  @Override
  public int maxCompressedBytes(int plainBytes) {
    return Math.toIntExact(Zstd.compressBound(plainBytes));
  }

  @Override
  public void compress(ByteBuffer plain, ByteBuffer out) {
    long length =
        Zstd.compressDirectByteBuffer(
            out,
            out.position(),
            out.remaining(),
            plain,
            plain.position(),
            plain.remaining(),
            LEVEL);
    out.position(out.position() + Math.toIntExact(length));
  }

  @Override
  public void decompress(ByteBuffer compressed, ByteBuffer plain) {
    int expected = plain.remaining();
    long length;
    try {
      length =
          Zstd.decompressDirectByteBuffer(
              plain,
              plain.position(),
              expected,
              compressed,
              compressed.position(),
              compressed.remaining());
    } catch (ZstdException e) {
      throw BufferCodec.damaged(expected, e.getMessage());
    }
    if (length != expected) {
      throw BufferCodec.damaged(expected, length);
    }
  }
}
