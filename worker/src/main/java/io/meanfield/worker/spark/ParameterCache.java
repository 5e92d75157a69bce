package io.meanfield.worker.spark;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The newest parameters of the runs in this process, so that its tasks fetch them once together.
 * Thread-safe.
 */
final class ParameterCache {
  private static final int MAX_RUNS = 2;

  private final Map<String, Entry> newest = new LinkedHashMap<>(4, 0.75f, true);

  /** Parameters that are fetched by who comes first. */
  private static final class Entry {
    private final long version;
    private float[] values;

    Entry(long version) {
      this.version = version;
    }

    synchronized float[] values(Supplier<float[]> source) {
      if (values == null) {
        values = source.get();
      }
      return values;
    }
  }

  /** Not to be changed. */
  float[] get(String runId, long version, Supplier<float[]> source) {
    return entry(runId, version).values(source);
  }

  private synchronized Entry entry(String runId, long version) {
    Entry entry = newest.get(runId);
    if (entry == null || entry.version != version) {
      entry = new Entry(version);
      newest.put(runId, entry);
      if (newest.size() > MAX_RUNS) {
        newest.remove(newest.keySet().iterator().next());
      }
    }
    return entry;
  }
}
