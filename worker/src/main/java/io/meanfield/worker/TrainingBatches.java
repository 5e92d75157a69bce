package io.meanfield.worker;

import io.meanfield.datasets.Batch;
import io.meanfield.datasets.BatchBuffers;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.augment.Augmentation;
import io.meanfield.datasets.augment.AugmentationConfig;
import io.meanfield.datasets.plan.CounterHash;
import io.meanfield.datasets.plan.LengthOrder;
import io.meanfield.datasets.plan.StepPlan.Range;
import io.meanfield.datasets.plan.TrainingOrder;
import io.meanfield.datasets.shard.BatchReader;
import io.meanfield.datasets.transform.ImageScaling;
import io.meanfield.worker.protocol.RunSpec;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * The batches that a run trains on: examples of the training part in the order of an epoch, or of
 * similar lengths in a step where the run asks for that, and changed at random where the run asks
 * for that. Nothing else reads them. Used by one thread.
 */
final class TrainingBatches implements Closeable {
  private static final int NONE = -1;

  private static final long BYTES_AHEAD = 4 << 20;
  private static final int MAX_AHEAD = 8;

  /** Kernels are compiled for each length once. */
  private static final int LENGTH_MULTIPLE = 8;

  private final RunSpec run;
  private final Optional<Augmentation> augmentation;
  private final BatchReader reader;
  private final Deque<BatchBuffers> buffers = new ArrayDeque<>();
  private final int numAhead;
  private final TrainingOrder order;
  private int epoch = NONE;
  private Optional<LengthOrder> lengthOrder = Optional.empty();
  private List<Long> blocksExpected = List.of(); // with what comes after them

  TrainingBatches(RunSpec run) {
    this.run = run;
    this.augmentation = augmentation(run);
    this.reader = run.data().open(Part.TRAIN);
    this.order = run.data().order(run.seed());
    IntFunction<ByteBuffer> memory = HostMemory.of(run.compute().backend());
    this.numAhead = numAhead(run, reader.newBuffers(memory).bytesOfExample());
    while (buffers.size() < numAhead + 1) {
      buffers.add(reader.newBuffers(memory));
    }
  }

  private static Optional<Augmentation> augmentation(RunSpec run) {
    AugmentationConfig config = run.training().augmentation();
    Manifest manifest = run.data().dataset().manifest();
    config.requireFits(manifest);
    return config.isOn()
        ? Optional.of(new Augmentation(config, (ImageScaling) manifest.transform(), run.seed()))
        : Optional.empty();
  }

  private static int numAhead(RunSpec run, long bytesOfExample) {
    long bytesOfBatch = run.training().batchSize() * bytesOfExample;
    return (int) Math.max(1, Math.min(MAX_AHEAD, BYTES_AHEAD / bytesOfBatch));
  }

  /** How many batches may be read while one is used. */
  int numAhead() {
    return numAhead;
  }

  /** A round begins whose examples are of this epoch, counted from 0. */
  void begin(int epoch) {
    if (epoch != this.epoch) {
      lengthOrder =
          run.training().lengthPool() == 0 ? Optional.empty() : Optional.of(lengthOrder(epoch));
      this.epoch = epoch;
    }
  }

  private LengthOrder lengthOrder(int epoch) {
    int poolSteps = run.training().lengthPool();
    long key = CounterHash.hash(run.seed(), epoch);
    return new LengthOrder(
        positions -> order.rows(epoch, positions),
        run.stepPlan(),
        poolSteps,
        reader::encodedBytes,
        key);
  }

  /**
   * The examples at some positions of the epoch, valid until {@link #numAhead} others and one more
   * are read.
   *
   * @throws IOException if a shard cannot be read
   */
  Batch read(Range examples) throws IOException {
    expect(examples.to() - 1);
    buffers.add(buffers.remove());
    reader.decodeInto(buffers.element());
    Batch batch =
        lengthOrder.isPresent()
            ? reader.read(lengthOrder.get().rows(examples)).withoutSharedPadding(LENGTH_MULTIPLE)
            : reader.read(order.rows(epoch, examples));
    augmentation.ifPresent(change -> change.apply(batch, epoch, examples.from()));
    return batch;
  }

  /** The shards of the blocks that are read now, and of those after them. */
  private void expect(long position) throws IOException {
    List<Long> blocks = order.blocksAt(epoch, position);
    if (!blocks.equals(blocksExpected)) {
      reader.expect(order.shardsFrom(epoch, position, run.training().epochs()));
      blocksExpected = blocks;
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
