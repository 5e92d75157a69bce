package io.meanfield.datasets.shard;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Features;
import io.meanfield.datasets.Labels;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.hadoop.util.CleanerUtil;

/**
 * The rows of one shard, read where they lie in the memory-mapped file, or in memory of their own
 * if the file is compressed. Rows handed out are views that are valid until the next row and must
 * not be used after close. Used by one thread.
 */
final class ShardReader implements Closeable {
  private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);
  private static final int TRAILER_BYTES = Integer.BYTES + MAGIC.length;
  private static final int CONTINUATION = -1;

  private ByteBuffer memory; // null when closed
  private final ByteBuffer features; // view of the memory
  private final ByteBuffer label; // likewise
  private final RowBatch[] batches;
  private final int[] firstRows; // of the batches, and the end of the last
  private final int usualRows; // of a batch
  private final int numExamples;
  private RowBatch batch; // of the row
  private int rowInBatch;

  private ShardReader(ByteBuffer memory, List<RowBatch> batches) {
    this.memory = memory;
    this.features = memory.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    this.label = memory.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    this.batches = batches.toArray(RowBatch[]::new);
    this.numExamples = batches.stream().mapToInt(RowBatch::numRows).sum();
    this.firstRows =
        IntStream.concat(batches.stream().mapToInt(RowBatch::firstRow), IntStream.of(numExamples))
            .toArray();
    this.usualRows = batches.isEmpty() ? 1 : Math.max(1, batches.get(0).numRows());
  }

  /**
   * @param shard may be closed afterwards
   * @throws DataException if the file is no shard with these columns
   */
  static ShardReader open(ShardFile shard, Features features, Labels labels) throws IOException {
    FileChannel channel = shard.channel();
    if (channel.size() > Integer.MAX_VALUE) {
      throw new DataException(
          "expected a shard below 2 GiB, found %d bytes in %s: ingest again with a smaller shard-mib"
              .formatted(channel.size(), shard.path()));
    }
    MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
    mapped.order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer memory = mapped;
    ShardReader reader = null;
    try {
      List<RecordBody> bodies = bodies(mapped, ShardSchema.of(features, labels));
      if (bodies.stream().anyMatch(body -> body.compression() != Compression.NONE)) {
        long bytes = bodies.stream().mapToLong(RecordBody::plainBytes).sum();
        require(
            bytes == shard.plainBytes(),
            "expected %d bytes decompressed, found %d".formatted(shard.plainBytes(), bytes));
        memory = ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
      }
      List<RowBatch> batches = new ArrayList<>();
      int firstRow = 0;
      for (RecordBody body : bodies) {
        BufferPlaces places = memory == mapped ? body.inFile() : body.decompress(memory);
        RowBatch batch =
            new RowBatchParser(memory, body.header(), places).parse(firstRow, features, labels);
        batches.add(batch);
        firstRow = Math.addExact(firstRow, batch.numRows());
      }
      reader = new ShardReader(memory, batches);
      return reader;
    } catch (RuntimeException e) { // the parsers of damaged headers throw what they please
      throw new DataException(
          "%s is no shard of this data set: %s: delete the data set's folder and run ingest again"
              .formatted(shard.path(), e.getMessage()),
          e);
    } finally {
      if (reader == null) {
        free(memory);
      }
      if (memory != mapped) {
        free(mapped);
      }
    }
  }

  int numExamples() {
    return numExamples;
  }

  /** Moves to a row. */
  void seek(int row) {
    batch = batchOf(row);
    rowInBatch = row - batch.firstRow();
  }

  /** The encoded features of the row, little-endian, from the position to the limit. */
  ByteBuffer features() {
    return batch.features().row(features, rowInBatch);
  }

  /** The encoded label of the row, little-endian, from the position to the limit. */
  ByteBuffer label() {
    return batch.label().row(label, rowInBatch);
  }

  @Override
  public void close() throws IOException {
    if (memory != null) {
      free(memory);
      memory = null;
    }
  }

  /** Rows of one size are so many to each batch but the last: then no search is needed. */
  private RowBatch batchOf(int row) {
    int usual = Math.min(row / usualRows, batches.length - 1);
    return firstRows[usual] <= row && row < firstRows[usual + 1]
        ? batches[usual]
        : batches[search(row)];
  }

  private int search(int row) {
    int low = 0;
    int high = batches.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (firstRows[middle] <= row) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private static List<RecordBody> bodies(ByteBuffer file, Schema expected) {
    Footer footer = Footer.getRootAsFooter(footerBytes(file));
    Schema found = Schema.convertSchema(footer.schema());
    require(
        found.equals(expected),
        "expected %s with %s, found %s with %s"
            .formatted(
                expected.getFields(),
                expected.getCustomMetadata(),
                found.getFields(),
                found.getCustomMetadata()));
    List<RecordBody> bodies = new ArrayList<>();
    for (int i = 0; i < footer.recordBatchesLength(); i++) {
      Block block = footer.recordBatches(i);
      long start = block.offset() + block.metaDataLength();
      bodies.add(new RecordBody(file, recordBatch(file, block), start));
    }
    return bodies;
  }

  private static ByteBuffer footerBytes(ByteBuffer file) {
    int size = file.limit();
    require(
        size > MAGIC.length + TRAILER_BYTES
            && magicAt(file, 0)
            && magicAt(file, size - MAGIC.length),
        "expected an Arrow file that begins and ends with ARROW1, found %d other bytes"
            .formatted(size));
    int footerLength = file.getInt(size - TRAILER_BYTES);
    return file.slice(size - TRAILER_BYTES - footerLength, footerLength);
  }

  private static boolean magicAt(ByteBuffer file, int position) {
    return file.slice(position, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
  }

  private static RecordBatch recordBatch(ByteBuffer file, Block block) {
    int start = Math.toIntExact(block.offset());
    require(file.getInt(start) == CONTINUATION, "expected a message at byte %d".formatted(start));
    int prefixBytes = 2 * Integer.BYTES;
    Message message =
        Message.getRootAsMessage(
            file.slice(start + prefixBytes, block.metaDataLength() - prefixBytes));
    require(
        message.headerType() == MessageHeader.RecordBatch,
        "expected a record batch at byte %d".formatted(start));
    return (RecordBatch) message.header(new RecordBatch());
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /** At once rather than by the garbage collector: mapped pages count as the container's memory. */
  private static void free(ByteBuffer memory) throws IOException {
    if (CleanerUtil.UNMAP_SUPPORTED) {
      CleanerUtil.getCleaner().freeBuffer(memory);
    }
  }
}
