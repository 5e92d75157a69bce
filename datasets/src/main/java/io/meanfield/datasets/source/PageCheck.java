package io.meanfield.datasets.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * Compares what the runs and blocks of a page say that they hold with the number of its values,
 * since decoders make room for as many as a run says
 * (https://github.com/apache/parquet-format/blob/master/Encodings.md).
 */
final class PageCheck {
  private static final int MAX_DELTA_BLOCK = 1 << 16;
  private static final int PADDING_GROUPS = 64;

  private final int numValues;

  private PageCheck(int numValues) {
    this.numValues = numValues;
  }

  static void check(DataPage page, ColumnDescriptor column) {
    PageCheck check = new PageCheck(page.getValueCount());
    int levelBits = BytesUtils.getWidthFromMaxInt(column.getMaxDefinitionLevel());
    try {
      if (page instanceof DataPageV1 v1 && (levelBits == 0 || v1.getDlEncoding() == Encoding.RLE)) {
        ByteBuffer bytes = in(v1.getBytes().toByteBuffer());
        if (levelBits > 0) {
          check.runs(prefixed(bytes), levelBits);
        }
        check.values(v1.getValueEncoding(), bytes);
      } else if (page instanceof DataPageV2 v2) {
        check.runs(in(v2.getDefinitionLevels().toByteBuffer()), levelBits);
        check.values(v2.getDataEncoding(), in(v2.getData().toByteBuffer()));
      }
    } catch (IOException e) {
      throw new ParquetDecodingException("a page cannot be read", e);
    }
  }

  @SuppressWarnings("deprecation") // of old files
  private void values(Encoding encoding, ByteBuffer in) {
    switch (encoding) {
      case PLAIN_DICTIONARY, RLE_DICTIONARY -> {
        if (in.hasRemaining()) {
          runs(in, in.get());
        }
      }
      case RLE -> runs(prefixed(in), 1);
      case DELTA_BINARY_PACKED, DELTA_LENGTH_BYTE_ARRAY, DELTA_BYTE_ARRAY -> deltas(in);
      default -> {}
    }
  }

  /** Runs of the RLE / bit-packing hybrid. */
  private void runs(ByteBuffer in, int bits) {
    if (bits < 0 || bits > Integer.SIZE) {
      throw new ParquetDecodingException("a page says it has values of %d bits".formatted(bits));
    }
    long seen = 0;
    while (seen < numValues && in.hasRemaining()) {
      int header = unsignedVarInt(in);
      int count = header >>> 1;
      boolean isPacked = (header & 1) == 1;
      if (isPacked && count > numValues / Byte.SIZE + PADDING_GROUPS) {
        throw tooMany(Byte.SIZE * (long) count);
      }
      long bytes = isPacked ? (long) count * bits : (bits + Byte.SIZE - 1) / Byte.SIZE;
      in.position((int) Math.min(in.limit(), in.position() + bytes));
      seen += isPacked ? Byte.SIZE * (long) count : count;
    }
  }

  /** The header of the first block of differences. */
  private void deltas(ByteBuffer in) {
    int blockSize = unsignedVarInt(in);
    unsignedVarInt(in); // miniblocks of a block
    int count = unsignedVarInt(in);
    if (blockSize < 0 || blockSize > MAX_DELTA_BLOCK) {
      throw new ParquetDecodingException("a block says it has %d values".formatted(blockSize));
    }
    if (count < 0 || count > numValues) {
      throw tooMany(count);
    }
  }

  private ParquetDecodingException tooMany(long found) {
    return new ParquetDecodingException(
        "a run of a page of %d values says it has %d".formatted(numValues, found));
  }

  private static ByteBuffer in(ByteBuffer bytes) {
    return bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The bytes whose number stands before them, which are taken from the front. */
  private static ByteBuffer prefixed(ByteBuffer bytes) {
    int length = bytes.getInt();
    ByteBuffer part = in(bytes.slice(bytes.position(), length));
    bytes.position(bytes.position() + length);
    return part;
  }

  private static int unsignedVarInt(ByteBuffer in) {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
