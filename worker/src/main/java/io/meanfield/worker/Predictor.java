package io.meanfield.worker;

import io.meanfield.datasets.source.RawPlace;
import io.meanfield.datasets.source.RawReader;
import io.meanfield.datasets.source.RawResult;
import io.meanfield.datasets.source.RawSplit;
import io.meanfield.datasets.transform.RawBatcher;
import io.meanfield.worker.protocol.PredictSpec;
import io.meanfield.worker.protocol.Prediction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
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

  private final Answers answers;
  private final RawReader reader;
  private final RawBatcher batcher;
  private final ArrayDeque<Prediction> ready = new ArrayDeque<>();
  private boolean isAtEnd;

  public Predictor(PredictSpec spec, RawSplit split) throws IOException {
    answers = Answers.of(spec);
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

  /** A record of the batch in the making. */
  private record Read(RawPlace place, String problem) {}

  private void readBatch() {
    List<Read> read = new ArrayList<>();
    try {
      while (!batcher.isFull() && !isAtEnd) {
        Optional<RawResult> result = reader.next();
        if (result.isEmpty()) {
          isAtEnd = true;
          reader.close();
        } else {
          read.add(new Read(reader.place(), problem(result.get())));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Iterator<float[]> outputs = outputs().iterator();
    for (Read each : read) {
      float[] output = each.problem().isEmpty() ? outputs.next() : new float[0];
      ready.add(new Prediction(each.place().file(), each.place().record(), output, each.problem()));
    }
  }

  /** Puts a good record into the batch, or tells why it cannot be. */
  private String problem(RawResult result) {
    if (result instanceof RawResult.Good good) {
      try {
        batcher.add(good.features());
        return "";
      } catch (IllegalArgumentException e) {
        return e.getMessage();
      }
    }
    return ((RawResult.Bad) result).reason();
  }

  private List<float[]> outputs() {
    return batcher.size() == 0 ? List.of() : List.of(answers.to(batcher.finish()));
  }
}
