package io.meanfield.datasets.shard;

import io.meanfield.datasets.Features;
import io.meanfield.datasets.Labels;
import java.nio.ByteBuffer;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.RecordBatch;

/**
 * Finds the columns of one record batch. Its buffers lie in the order of the schema, each field
 * before its children and the validity bits of each field before its data (Arrow columnar format,
 * "RecordBatch message"). Used once.
 */
final class RowBatchParser {
  private final ByteBuffer file;
  private final RecordBatch header;
  private final int bodyStart;
  private final int numRows;
  private int nextBuffer;

  /**
   * @param file in little-endian order
   * @param bodyStart where the buffers of the batch begin in the file
   */
  RowBatchParser(ByteBuffer file, RecordBatch header, int bodyStart) {
    this.file = file;
    this.header = header;
    this.bodyStart = bodyStart;
    this.numRows = Math.toIntExact(header.length());
  }

  /**
   * @throws IllegalArgumentException if a buffer is not where and as large as the schema says
   */
  RowBatch parse(int firstRow, Features features, Labels labels) {
    require(header.compression() == null, "buffers without compression");
    for (int i = 0; i < header.nodesLength(); i++) {
      require(header.nodes(i).nullCount() == 0, "columns without nulls");
    }
    Column featuresColumn =
        features instanceof Features.Image
            ? fixed(ShardSchema.featuresBytes(features))
            : features instanceof Features.Tokens
                ? lists()
                : fixedLists(ShardSchema.featuresBytes(features));
    int labelBytes = new LabelCodec(labels).numBytes();
    return new RowBatch(firstRow, numRows, featuresColumn, labelColumn(labels, labelBytes));
  }

  private Column labelColumn(Labels labels, int labelBytes) {
    if (labels instanceof Labels.None) {
      return new Column.Fixed(bodyStart, 0);
    }
    return labels instanceof Labels.Classes ? fixed(labelBytes) : fixedLists(labelBytes);
  }

  private Column fixed(int rowBytes) {
    skipValidity();
    return new Column.Fixed(nextBuffer((long) numRows * rowBytes), rowBytes);
  }

  private Column fixedLists(int rowBytes) {
    skipValidity();
    return fixed(rowBytes);
  }

  private Column lists() {
    skipValidity();
    int offsets = nextBuffer((numRows + 1L) * Integer.BYTES);
    int last = 0;
    for (int row = 0; row <= numRows; row++) {
      int offset = file.getInt(offsets + row * Integer.BYTES);
      require(offset >= last, "lists that begin where the one before ends");
      last = offset;
    }
    skipValidity();
    return new Column.Lists(offsets, nextBuffer((long) last * Integer.BYTES));
  }

  private void skipValidity() {
    nextBuffer(0);
  }

  /** The start in the file of the next buffer, which has at least so many bytes. */
  private int nextBuffer(long minBytes) {
    require(nextBuffer < header.buffersLength(), "more than " + nextBuffer + " buffers");
    Buffer buffer = header.buffers(nextBuffer++);
    long start = bodyStart + buffer.offset();
    require(
        buffer.offset() >= 0 && buffer.length() >= minBytes && start + minBytes <= file.limit(),
        "buffer %d of at least %d bytes inside the file".formatted(nextBuffer - 1, minBytes));
    return Math.toIntExact(start);
  }

  private static void require(boolean condition, String expected) {
    if (!condition) {
      throw new IllegalArgumentException("expected " + expected);
    }
  }
}
