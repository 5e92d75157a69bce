package io.meanfield.datasets.transform;

import io.meanfield.datasets.Batch;
import io.meanfield.datasets.BatchBuffers;
import io.meanfield.datasets.source.RawFeatures;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Makes batches without labels of raw examples, for prediction: each goes through the same bytes as
 * a shard would hold. A batch is valid until the next example is added. Used by one thread.
 */
public final class RawBatcher {
  private final Encoder encoder;
  private final Decoder decoder;
  private final int maxExamples;
  private final BatchBuffers buffers;
  private int size;

  public RawBatcher(Transform transform, int maxExamples) {
    if (maxExamples < 1) {
      throw new IllegalArgumentException(
          "expected batches of at least 1 example, found " + maxExamples);
    }
    this.encoder = transform.encoding().newEncoder();
    this.decoder = transform.newDecoder();
    this.maxExamples = maxExamples;
    this.buffers = new BatchBuffers(transform.features(), 0, ByteBuffer::allocateDirect);
  }

  /** Number of examples since the last batch. */
  public int size() {
    return size;
  }

  public boolean isFull() {
    return size == maxExamples;
  }

  /**
   * @throws IllegalArgumentException if the features are of another kind or size than the transform
   *     was fitted on; the batch is as before then
   */
  public void add(RawFeatures raw) {
    if (isFull()) {
      throw new IllegalStateException(
          "expected at most %d examples in a batch: finish it first".formatted(maxExamples));
    }
    ByteBuffer encoded = ByteBuffer.wrap(encoder.encode(raw)).order(ByteOrder.LITTLE_ENDIAN);
    if (size == 0) {
      buffers.begin(maxExamples);
    }
    decoder.decode(encoded, buffers.features(), buffers.mask());
    size++;
  }

  /** The examples added since the last batch, at least one. */
  public Batch finish() {
    if (size == 0) {
      throw new IllegalStateException("expected at least 1 example in a batch, found none");
    }
    Batch batch = buffers.end(size);
    size = 0;
    return batch;
  }
}
