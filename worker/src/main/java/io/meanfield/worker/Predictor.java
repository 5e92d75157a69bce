package io.meanfield.worker;

import io.meanfield.datasets.source.RawReader;
import io.meanfield.datasets.source.RawResult;
import io.meanfield.datasets.source.RawSplit;
import io.meanfield.datasets.transform.RawBatcher;
import io.meanfield.worker.protocol.PredictSpec;
import io.meanfield.worker.protocol.Prediction;
import io.meanfield.zoo.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The predictions for one split of raw records, in the order of the file, a batch at a time. Closes
 * the file at its end. Used by one thread.
 */
public final class Predictor implements Iterator<Prediction> {
  private static final int BATCH_SIZE = 256;

  private final Network network;
  private final String file;
  private final RawReader reader;
  private final RawBatcher batcher;
  private final List<Long> batched = new ArrayList<>(); // numbers of the records in the batcher
  private final ArrayDeque<Prediction> ready = new ArrayDeque<>();
  private long numRecords;
  private boolean isAtEnd;

  public Predictor(PredictSpec spec, RawSplit split) throws IOException {
    network = Network.create(spec.network());
    network.setParameters(spec.parameters());
    file = split.file();
    batcher = new RawBatcher(spec.transform(), BATCH_SIZE);
    reader = spec.source().open(spec.storage(), split);
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && !isAtEnd) {
      readBatch();
    }
    return !ready.isEmpty();
  }

  @Override
  public Prediction next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.poll();
  }

  private void readBatch() {
    List<Prediction> unreadable = new ArrayList<>();
    try {
      while (!batcher.isFull() && !isAtEnd) {
        Optional<RawResult> result = reader.next();
        if (result.isEmpty()) {
          isAtEnd = true;
          reader.close();
        } else {
          numRecords++;
          problem(result.get()).ifPresent(problem -> unreadable.add(problem(problem)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    merge(predictBatch(), unreadable);
  }

  /** Puts a good record into the batch, or tells why it cannot be. */
  private Optional<String> problem(RawResult result) {
    if (result instanceof RawResult.Good good) {
      try {
        batcher.add(good.features());
        batched.add(numRecords);
        return Optional.empty();
      } catch (IllegalArgumentException e) {
        return Optional.of(e.getMessage());
      }
    }
    return Optional.of(((RawResult.Bad) result).reason());
  }

  private Prediction problem(String reason) {
    return new Prediction(file, numRecords, new float[0], reason);
  }

  private List<Prediction> predictBatch() {
    if (batched.isEmpty()) {
      return List.of();
    }
    float[][] outputs = network.output(BatchTensors.of(batcher.finish(), network)).toFloatMatrix();
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < outputs.length; i++) {
      predictions.add(new Prediction(file, batched.get(i), outputs[i], ""));
    }
    batched.clear();
    return predictions;
  }

  private void merge(List<Prediction> predictions, List<Prediction> unreadable) {
    List<Prediction> all = new ArrayList<>(predictions);
    all.addAll(unreadable);
    all.sort(Comparator.comparingLong(Prediction::record));
    ready.addAll(all);
  }
}
