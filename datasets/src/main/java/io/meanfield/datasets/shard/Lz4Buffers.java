package io.meanfield.datasets.shard;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG;
import net.jpountz.xxhash.XXHash32;
import net.jpountz.xxhash.XXHashFactory;

/**
 * Frames of LZ4. Compressed by Java code, whose bytes do not depend on the platform; decompressed
 * by the fastest code there is. Immutable.
 */
final class Lz4Buffers implements BufferCodec {
  private static final LZ4Compressor COMPRESSOR = LZ4Factory.safeInstance().fastCompressor();
  private static final XXHash32 CHECKSUM = XXHashFactory.safeInstance().hash32();
  private static final int PIECE = 1 << 16;
  private static final int MAX_FRAME_BYTES = 64; // beside the blocks, whose own are in the maximum

  @Override
  public int maxCompressedBytes(int plainBytes) {
    return COMPRESSOR.maxCompressedLength(plainBytes) + MAX_FRAME_BYTES;
  }

  @Override
  public void compress(ByteBuffer plain, ByteBuffer out) throws IOException {
    int length = plain.remaining();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream frame =
        new LZ4FrameOutputStream(
            bytes,
            BLOCKSIZE.SIZE_256KB,
            length,
            COMPRESSOR,
            CHECKSUM,
            FLG.Bits.BLOCK_INDEPENDENCE,
            FLG.Bits.CONTENT_SIZE)) {
      byte[] piece = new byte[PIECE];
      for (int from = 0; from < length; from += PIECE) {
        int n = Math.min(PIECE, length - from);
        plain.get(plain.position() + from, piece, 0, n);
        frame.write(piece, 0, n);
      }
    }
    out.put(bytes.toByteArray());
  }

  @Override
  public void decompress(ByteBuffer compressed, ByteBuffer plain) {
    int expected = plain.remaining();
    byte[] bytes = new byte[compressed.remaining()];
    compressed.get(compressed.position(), bytes);
    int length = 0;
    try (InputStream in = new LZ4FrameInputStream(new ByteArrayInputStream(bytes))) {
      byte[] piece = new byte[PIECE];
      for (int n = in.read(piece); n >= 0 && length <= expected; n = in.read(piece)) {
        plain.put(plain.position() + length, piece, 0, Math.min(n, expected - length));
        length += n;
      }
    } catch (IOException | RuntimeException e) { // a damaged header is a RuntimeException
      throw BufferCodec.damaged(expected, e.getMessage());
    }
    if (length != expected) {
      throw BufferCodec.damaged(expected, length);
    }
  }
}
