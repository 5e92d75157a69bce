package io.meanfield.datasets.ingest;

import io.meanfield.datasets.source.RawSplit;
import io.meanfield.datasets.source.RecordEnd;
import io.meanfield.datasets.source.RecordStarts;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;

/** Looks in a piece of a file for the first record that starts there. */
record SplitStart(Storage storage, RecordEnd recordEnd) implements SplitTask<RecordStarts> {
  @Override
  public RecordStarts run(RawSplit piece) throws IOException {
    return RecordStarts.find(storage, piece, recordEnd);
  }
}
