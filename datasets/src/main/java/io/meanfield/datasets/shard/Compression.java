package io.meanfield.datasets.shard;

import java.util.Arrays;
import org.apache.arrow.flatbuf.BodyCompression;
import org.apache.arrow.flatbuf.BodyCompressionMethod;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;

/** How the buffers of a shard are written: Arrow's own ways, which other readers know too. */
public enum Compression {
  /** As they are: they are read where they lie in the file. */
  NONE(CodecType.NO_COMPRESSION, new PlainBuffers()),
  /** Fast frames of LZ4. */
  LZ4(CodecType.LZ4_FRAME, new Lz4Buffers()),
  /** Zstandard at its usual level. */
  ZSTD(CodecType.ZSTD, new ZstdBuffers());

  private final CodecType type;
  private final BufferCodec codec;

  Compression(CodecType type, BufferCodec codec) {
    this.type = type;
    this.codec = codec;
  }

  CodecType type() {
    return type;
  }

  BufferCodec codec() {
    return codec;
  }

  /**
   * @param header of a record batch; null for none
   */
  static Compression of(BodyCompression header) {
    if (header == null) {
      return NONE;
    }
    return Arrays.stream(values())
        .filter(c -> header.method() == BodyCompressionMethod.BUFFER)
        .filter(c -> c != NONE && c.type.getType() == header.codec())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected buffers compressed by lz4 or zstd, found codec " + header.codec()));
  }
}
