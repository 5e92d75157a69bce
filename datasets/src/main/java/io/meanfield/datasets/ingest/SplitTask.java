package io.meanfield.datasets.ingest;

import io.meanfield.datasets.source.RawSplit;
import java.io.IOException;
import java.io.Serializable;

/** What one Spark task does with one split. */
@FunctionalInterface
interface SplitTask<T extends Serializable> extends Serializable {
  T run(RawSplit split) throws IOException;
}
