package io.meanfield.datasets.shard;

import io.meanfield.datasets.Features;
import io.meanfield.datasets.Labels;
import java.nio.ByteBuffer;
import org.apache.arrow.flatbuf.RecordBatch;

/**
 * Finds the columns of one record batch. Its buffers lie in the order of the schema, each field
 * before its children and the validity bits of each field before its data (Arrow columnar format,
 * "RecordBatch message"). Used once.
 */
final class RowBatchParser {
  private final ByteBuffer memory;
  private final RecordBatch header;
  private final BufferPlaces buffers;
  private final int numRows;
  private int nextBuffer;

  /**
   * @param memory in little-endian order
   * @param buffers where they are in memory
   */
  RowBatchParser(ByteBuffer memory, RecordBatch header, BufferPlaces buffers) {
    this.memory = memory;
    this.header = header;
    this.buffers = buffers;
    this.numRows = Math.toIntExact(header.length());
  }

  /**
   * @throws IllegalArgumentException if a buffer is not where and as large as the schema says
   */
  RowBatch parse(int firstRow, Features features, Labels labels) {
    for (int i = 0; i < header.nodesLength(); i++) {
      require(header.nodes(i).nullCount() == 0, "columns without nulls");
    }
    Column featuresColumn =
        features instanceof Features.Image
            ? fixed(ShardSchema.featuresBytes(features))
            : features instanceof Features.Sequence
                ? lists()
                : fixedLists(ShardSchema.featuresBytes(features));
    int labelBytes = new LabelCodec(labels).numBytes();
    return new RowBatch(firstRow, numRows, featuresColumn, labelColumn(labels, labelBytes));
  }

  private Column labelColumn(Labels labels, int labelBytes) {
    if (labels instanceof Labels.None) {
      return new Column.Fixed(0, 0);
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
      int offset = memory.getInt(offsets + row * Integer.BYTES);
      require(offset >= last, "lists that begin where the one before ends");
      last = offset;
    }
    skipValidity();
    return new Column.Lists(offsets, nextBuffer((long) last * Integer.BYTES));
  }

  private void skipValidity() {
    nextBuffer(0);
  }

  /** The start in memory of the next buffer, which has at least so many bytes. */
  private int nextBuffer(long minBytes) {
    require(nextBuffer < buffers.size(), "more than " + nextBuffer + " buffers");
    long start = buffers.starts()[nextBuffer];
    long bytes = buffers.lengths()[nextBuffer];
    require(
        start >= 0 && bytes >= minBytes && start + minBytes <= memory.limit(),
        "buffer %d of at least %d bytes inside the file".formatted(nextBuffer, minBytes));
    nextBuffer++;
    return Math.toIntExact(start);
  }

  private static void require(boolean condition, String expected) {
    if (!condition) {
      throw new IllegalArgumentException("expected " + expected);
    }
  }
}
