package io.meanfield.datasets.shard;

import io.meanfield.datasets.Features;
import io.meanfield.datasets.Labels;
import io.meanfield.datasets.ShardInfo;
import io.meanfield.datasets.source.RawLabel;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.compression.NoCompressionCodec;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Writes one shard: an Arrow IPC file with the columns of {@link ShardSchema}. The same examples
 * give the same bytes. Used by one thread.
 */
public final class ShardWriter implements Closeable {
  /** So few that a batch is in the CPU's caches still when it is written. */
  private static final int MAX_BATCH_BYTES = 1 << 20;

  private static final int MAX_INITIAL_ROWS = 1024;

  private final String file;
  private final int featuresBytes;
  private final LabelCodec labelCodec;
  private final CheckedOutput out;
  private final BufferAllocator allocator = new RootAllocator();
  private final VectorSchemaRoot root;
  private final ShardCodec codec;
  private final ArrowFileWriter writer;
  private final ColumnWriter featuresColumn;
  private final ColumnWriter labelColumn;
  private int numExamples;
  private long numBytes;
  private int batchRows;
  private long batchBytes;

  /**
   * @param file the shard's name in the manifest
   * @param out where its bytes go; closed with the writer
   */
  public ShardWriter(
      String file, OutputStream out, Features features, Labels labels, Compression compression)
      throws IOException {
    this.file = file;
    this.out = new CheckedOutput(out);
    featuresBytes = ShardSchema.featuresBytes(features);
    labelCodec = new LabelCodec(labels);
    root = emptyRoot(ShardSchema.of(features, labels));
    for (FieldVector vector : root.getFieldVectors()) {
      vector.setInitialCapacity(
          Math.min(MAX_INITIAL_ROWS, 1 + MAX_BATCH_BYTES / Math.max(1, featuresBytes)));
      vector.allocateNew();
    }
    featuresColumn = ColumnWriter.of(root.getVector(0));
    labelColumn =
        labels instanceof Labels.None ? (row, none) -> {} : ColumnWriter.of(root.getVector(1));
    codec = new ShardCodec(compression);
    writer =
        new ArrowFileWriter(
            root,
            null,
            this.out,
            null,
            IpcOption.DEFAULT,
            compression == Compression.NONE ? NoCompressionCodec.Factory.INSTANCE : codec,
            compression.type());
    writer.start();
  }

  public int numExamples() {
    return numExamples;
  }

  /** Of all examples so far, encoded. */
  public long numBytes() {
    return numBytes;
  }

  /**
   * @param features as {@link io.meanfield.datasets.transform.Transform#encode} makes them
   * @throws IllegalArgumentException if one of them does not go with the schema; nothing is written
   */
  public void append(byte[] features, RawLabel label) throws IOException {
    byte[] encodedLabel = labelCodec.encode(label);
    if (featuresBytes >= 0 && features.length != featuresBytes) {
      throw new IllegalArgumentException(
          "expected %d bytes of features, found %d".formatted(featuresBytes, features.length));
    }
    featuresColumn.set(batchRows, features);
    labelColumn.set(batchRows, encodedLabel);
    numExamples++;
    batchRows++;
    int bytes = features.length + encodedLabel.length;
    numBytes += bytes;
    batchBytes += bytes;
    if (batchBytes >= MAX_BATCH_BYTES) {
      writeBatch();
    }
  }

  /** Writes what is left and the footer. Only then is the shard whole. */
  public ShardInfo finish() throws IOException {
    if (batchRows > 0) {
      writeBatch();
    }
    writer.end();
    return new ShardInfo(
        file, numExamples, writer.bytesWritten(), out.finish(), codec.plainBytes());
  }

  @Override
  public void close() throws IOException {
    root.close();
    allocator.close();
    out.close();
  }

  private VectorSchemaRoot emptyRoot(Schema schema) {
    List<FieldVector> vectors = new ArrayList<>();
    for (Field field : schema.getFields()) {
      vectors.add(
          field.getType() instanceof ArrowType.FixedSizeBinary
              ? new BytesVector(field, allocator)
              : field.createVector(allocator));
    }
    return new VectorSchemaRoot(schema, vectors, 0);
  }

  private void writeBatch() throws IOException {
    root.setRowCount(batchRows);
    writer.writeBatch();
    root.getFieldVectors().forEach(FieldVector::reset);
    batchRows = 0;
    batchBytes = 0;
  }
}
