package io.meanfield.datasets.ingest;

import io.meanfield.datasets.division.Census;
import io.meanfield.datasets.source.RawReader;
import io.meanfield.datasets.source.RawResult;
import io.meanfield.datasets.source.RawSplit;
import io.meanfield.datasets.source.Source;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.util.Optional;

/**
 * Counts the readable records of one split.
 *
 * @param census has counted nothing yet; each task has a copy of its own
 */
record SplitCount(Source source, Storage storage, Census census) implements SplitTask<Census> {

  @Override
  public Census run(RawSplit split) throws IOException {
    try (RawReader reader = source.open(storage, split)) {
      for (Optional<RawResult> next = reader.next(); next.isPresent(); next = reader.next()) {
        if (next.get() instanceof RawResult.Good good) {
          census.add(split, good);
        }
      }
    }
    return census;
  }
}
