package io.meanfield.datasets.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * Refuses to make room for a page that says it is larger than its column, before memory is taken.
 * Used by one thread.
 */
final class PageLimit implements CompressionCodecFactory {

  /** Pages of this size are never refused, however little a file says of its columns. */
  private static final long USUAL_BYTES = 64 << 20;

  private final CompressionCodecFactory codecs;
  private long maxBytes = USUAL_BYTES;

  PageLimit(CompressionCodecFactory codecs) {
    this.codecs = codecs;
  }

  /**
   * @param columnBytes of the largest column, uncompressed
   */
  void raise(long columnBytes) {
    maxBytes = Math.max(USUAL_BYTES, columnBytes);
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName name) {
    return codecs.getCompressor(name);
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
    return new Limited(codecs.getDecompressor(name));
  }

  @Override
  public void release() {
    codecs.release();
  }

  /** What it gives can be read more than once. */
  private final class Limited implements BytesInputDecompressor {
    private final BytesInputDecompressor decompressor;

    Limited(BytesInputDecompressor decompressor) {
      this.decompressor = decompressor;
    }

    @Override
    public BytesInput decompress(BytesInput bytes, int decompressedSize) throws IOException {
      require(decompressedSize);
      return BytesInput.copy(decompressor.decompress(bytes, decompressedSize));
    }

    @Override
    public void decompress(
        ByteBuffer input, int compressedSize, ByteBuffer output, int decompressedSize)
        throws IOException {
      require(decompressedSize);
      decompressor.decompress(input, compressedSize, output, decompressedSize);
    }

    @Override
    public void release() {
      decompressor.release();
    }

    private void require(int bytes) {
      if (bytes < 0 || bytes > maxBytes) {
        throw new ParquetDecodingException(
            "a page says it has %d bytes, the largest column has %d".formatted(bytes, maxBytes));
      }
    }
  }
}
