package io.meanfield.datasets.shard;

import io.meanfield.datasets.Batch;
import io.meanfield.datasets.BatchBuffers;
import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.PartInfo;
import io.meanfield.datasets.plan.Offsets;
import io.meanfield.datasets.plan.StepPlan;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.transform.Decoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.LongStream;

/**
 * Reads batches of one part of a data set: rows are decoded from the mapped shards straight into
 * the batch, which is their only copy. A batch is valid until the next one is decoded into the same
 * memory. Used by one thread.
 */
public final class BatchReader implements AutoCloseable {
  private final Decoder decoder;
  private final LabelCodec labelCodec;
  private final OpenShards shards;
  private final Offsets rows; // of the shards
  private final Manifest manifest;
  private BatchBuffers buffers;

  private BatchReader(Manifest manifest, PartInfo part, ShardFiles files) {
    decoder = manifest.transform().newDecoder();
    labelCodec = new LabelCodec(manifest.labels());
    shards = new OpenShards(files, manifest, part);
    rows = new Offsets(part.shardSizes());
    this.manifest = manifest;
    buffers = newBuffers(ByteBuffer::allocateDirect);
  }

  /**
   * Opens a part, which may be empty.
   *
   * @param cache where shards that are not on the local file system are copied to
   */
  public static BatchReader open(Storage storage, Dataset dataset, Part part, CacheFolder cache) {
    Manifest manifest = dataset.manifest();
    return new BatchReader(
        manifest, manifest.part(part), new ShardFiles(storage, dataset.folder(), cache));
  }

  /**
   * Room for batches of this part.
   *
   * @param memory of so many bytes, outside the Java heap
   */
  public BatchBuffers newBuffers(IntFunction<ByteBuffer> memory) {
    return new BatchBuffers(manifest.features(), manifest.labels().names().size(), memory);
  }

  /** Has batches decoded into other memory from now on, so that those before stay valid. */
  public void decodeInto(BatchBuffers other) {
    buffers = other;
  }

  public long numExamples() {
    return rows.total();
  }

  /**
   * The examples of some rows, which are numbered in the order of the manifest.
   *
   * @throws DataException if a shard is missing or not what the manifest says
   */
  public Batch read(long[] rows) throws IOException {
    buffers.begin(rows.length);
    for (long row : rows) {
      decode(row);
    }
    return buffers.end(rows.length);
  }

  /**
   * How many bytes the features of an example take in its shard: of tokens, four each.
   *
   * @throws DataException if the shard is missing or not what the manifest says
   */
  public int encodedBytes(long row) throws IOException {
    int shard = rows.pieceAt(row);
    ShardReader reader = shards.get(shard);
    reader.seek((int) (row - rows.start(shard)));
    return reader.features().remaining();
  }

  /**
   * Neighbouring rows in the order of the manifest.
   *
   * @throws DataException if a shard is missing or not what the manifest says
   */
  public Batch read(StepPlan.Range range) throws IOException {
    return read(LongStream.range(range.from(), range.to()).toArray());
  }

  /**
   * Has shards fetched in the background that will be read, if they are not on this host.
   *
   * @param next their numbers in the order of the manifest, those read first in front; others are
   *     not expected any more
   */
  public void expect(List<Integer> next) throws IOException {
    shards.expect(next);
  }

  @Override
  public void close() throws IOException {
    shards.close();
  }

  private void decode(long row) throws IOException {
    int shard = rows.pieceAt(row);
    ShardReader reader = shards.get(shard);
    reader.seek((int) (row - rows.start(shard)));
    decoder.decode(reader.features(), buffers.features(), buffers.mask());
    labelCodec.decode(reader.label(), buffers.labels());
  }
}
