package io.meanfield.datasets.shard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.compression.AbstractCompressionCodec;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.compression.CompressionUtil;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;

/**
 * Compresses buffers as Arrow writes them, and adds up what they take decompressed. Used by one
 * thread.
 */
final class ShardCodec extends AbstractCompressionCodec implements CompressionCodec.Factory {
  private static final long PREFIX_BYTES = CompressionUtil.SIZE_OF_UNCOMPRESSED_LENGTH;

  private final Compression compression;
  private long plainBytes;

  ShardCodec(Compression compression) {
    this.compression = compression;
  }

  /** Of all buffers so far, as a reader lays them out. */
  long plainBytes() {
    return plainBytes;
  }

  @Override
  public ArrowBuf compress(BufferAllocator allocator, ArrowBuf plain) {
    plainBytes += RecordBody.aligned(plain.writerIndex());
    return super.compress(allocator, plain);
  }

  @Override
  public CodecType getCodecType() {
    return compression.type();
  }

  @Override
  public CompressionCodec createCodec(CodecType type) {
    return this;
  }

  @Override
  public CompressionCodec createCodec(CodecType type, int level) {
    return this;
  }

  @Override
  protected ArrowBuf doCompress(BufferAllocator allocator, ArrowBuf plain) {
    BufferCodec codec = compression.codec();
    int length = Math.toIntExact(plain.writerIndex());
    int most = codec.maxCompressedBytes(length);
    ArrowBuf out = allocator.buffer(PREFIX_BYTES + most);
    try {
      ByteBuffer compressed = out.nioBuffer(PREFIX_BYTES, most);
      codec.compress(plain.nioBuffer(0, length), compressed);
      return out.writerIndex(PREFIX_BYTES + compressed.position());
    } catch (IOException e) {
      out.close();
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected ArrowBuf doDecompress(BufferAllocator allocator, ArrowBuf compressed) {
    throw new UnsupportedOperationException("expected shards to be read by ShardReader");
  }
}
