package io.meanfield.datasets.ingest;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.source.RawSplit;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;

/**
 * Runs a task on every split of a source, each in a Spark task of its own. What crosses Spark are
 * numbers and bytes, so the serializer that the cluster is set to does not matter. Bad data are a
 * result of the task and not its failure: trying again would not mend them.
 */
record SplitJob<T extends Serializable>(List<RawSplit> splits, SplitTask<T> task) {

  /**
   * The results in the order of the splits.
   *
   * @throws DataException the first one, in the order of the splits, that a task gave
   */
  List<T> run(JavaSparkContext spark, JobRunner jobs) throws IOException {
    List<byte[]> named = new ArrayList<>();
    for (RawSplit split : splits) {
      named.add(Wire.serialize(split));
    }
    List<byte[]> outcomes =
        jobs.await(
            "reading %d splits of raw data".formatted(named.size()),
            spark.parallelize(named, named.size()).map(new Attempt<>(task)).collectAsync());
    List<T> results = new ArrayList<>();
    for (byte[] outcome : outcomes) {
      results.add(result(outcome));
    }
    return results;
  }

  @SuppressWarnings("unchecked") // what an attempt wrote
  private T result(byte[] outcome) throws IOException {
    Object value = Wire.deserialize(outcome);
    if (value instanceof DataException e) {
      throw e;
    }
    return (T) value;
  }

  /** From a split to the task's result or its DataException; only its own split comes to a task. */
  private record Attempt<T extends Serializable>(SplitTask<T> task)
      implements Function<byte[], byte[]> {

    @Override
    public byte[] call(byte[] split) throws IOException {
      try {
        return Wire.serialize(task.run((RawSplit) Wire.deserialize(split)));
      } catch (DataException e) {
        return Wire.serialize(e);
      }
    }
  }
}
