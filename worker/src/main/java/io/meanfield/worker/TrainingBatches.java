package io.meanfield.worker;

import io.meanfield.datasets.Batch;
import io.meanfield.datasets.BatchBuffers;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.augment.Augmentation;
import io.meanfield.datasets.augment.AugmentationConfig;
import io.meanfield.datasets.plan.CounterHash;
import io.meanfield.datasets.plan.EpochOrder;
import io.meanfield.datasets.plan.LengthOrder;
import io.meanfield.datasets.plan.StepPlan.Range;
import io.meanfield.datasets.shard.BatchReader;
import io.meanfield.datasets.transform.ImageScaling;
import io.meanfield.worker.protocol.RunSpec;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The batches that a run trains on: examples of the training part in the order of an epoch, or of
 * similar lengths in a step where the run asks for that, and changed at random where the run asks
 * for that. Nothing else reads them. Used by one thread.
 */
final class TrainingBatches implements Closeable {
  private static final int NONE = -1;

  /** Kernels are compiled for each length once. */
  private static final int LENGTH_MULTIPLE = 8;

  private final RunSpec run;
  private final Optional<Augmentation> augmentation;
  private final BatchReader reader;
  private final Deque<BatchBuffers> buffers = new ArrayDeque<>();
  private int epoch = NONE;
  private EpochOrder order;
  private Optional<LengthOrder> lengthOrder = Optional.empty();
  private int blockExpected = NONE; // of the epoch, with what comes after it

  TrainingBatches(RunSpec run) {
    this.run = run;
    this.augmentation = augmentation(run);
    this.reader = run.data().open(Part.TRAIN);
    buffers.add(reader.newBuffers());
    buffers.add(reader.newBuffers());
  }

  private static Optional<Augmentation> augmentation(RunSpec run) {
    AugmentationConfig config = run.training().augmentation();
    Manifest manifest = run.data().dataset().manifest();
    config.requireFits(manifest);
    return config.isOn()
        ? Optional.of(new Augmentation(config, (ImageScaling) manifest.transform(), run.seed()))
        : Optional.empty();
  }

  /** A round begins whose examples are of this epoch, counted from 0. */
  void begin(int epoch) {
    if (epoch != this.epoch) {
      order = run.data().order(run.seed(), epoch);
      blockExpected = NONE;
      lengthOrder =
          run.training().lengthPool() == 0 ? Optional.empty() : Optional.of(lengthOrder(epoch));
      this.epoch = epoch;
    }
  }

  private LengthOrder lengthOrder(int epoch) {
    int poolSteps = run.training().lengthPool();
    long key = CounterHash.hash(run.seed(), epoch);
    return new LengthOrder(order, run.stepPlan(), poolSteps, reader::encodedBytes, key);
  }

  /**
   * The examples at some positions of the epoch, valid until the ones after the next are read.
   *
   * @throws IOException if a shard cannot be read
   */
  Batch read(Range examples) throws IOException {
    expect(examples.to() - 1);
    buffers.add(buffers.remove());
    reader.decodeInto(buffers.element());
    Batch batch =
        lengthOrder.isPresent()
            ? reader.read(lengthOrder.get(), examples).withoutSharedPadding(LENGTH_MULTIPLE)
            : reader.read(order, examples);
    augmentation.ifPresent(change -> change.apply(batch, epoch, examples.from()));
    return batch;
  }

  /** The shards of the block that is read now, and of the one after it. */
  private void expect(long position) throws IOException {
    int block = order.blockAt(position);
    if (block != blockExpected) {
      List<Integer> shards = new ArrayList<>(order.shardsOf(block));
      shards.addAll(shardsAfter(block));
      reader.expect(shards);
      blockExpected = block;
    }
  }

  private List<Integer> shardsAfter(int block) {
    if (block + 1 < order.numBlocks()) {
      return order.shardsOf(block + 1);
    }
    return epoch + 1 < run.training().epochs()
        ? run.data().order(run.seed(), epoch + 1).shardsOf(0)
        : List.of();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
