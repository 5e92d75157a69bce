package io.meanfield.datasets.ingest;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.source.RawSplit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Runs a task on every split of a source, each in a Spark task of its own. What crosses Spark are
 * numbers and bytes, so the serializer that the cluster is set to does not matter. Bad data are a
 * result of the task and not its failure: trying again would not mend them.
 */
record SplitJob<T extends Serializable>(List<RawSplit> splits, SplitTask<T> task)
    implements Serializable {

  /**
   * The results in the order of the splits.
   *
   * @throws DataException the first one, in the order of the splits, that a task gave
   */
  List<T> run(JavaSparkContext spark, JobRunner jobs) throws IOException {
    List<Integer> places = IntStream.range(0, splits.size()).boxed().toList();
    List<byte[]> outcomes =
        jobs.await(
            "reading %d splits of raw data".formatted(places.size()),
            spark.parallelize(places, places.size()).map(this::outcome).collectAsync());
    List<T> results = new ArrayList<>();
    for (byte[] outcome : outcomes) {
      results.add(result(outcome));
    }
    return results;
  }

  private byte[] outcome(int place) throws IOException {
    try {
      return serialize(task.run(splits.get(place)));
    } catch (DataException e) {
      return serialize(e);
    }
  }

  private static byte[] serialize(Serializable value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    return bytes.toByteArray();
  }

  @SuppressWarnings("unchecked") // what outcome() wrote
  private T result(byte[] outcome) throws IOException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(outcome))) {
      Object value = in.readObject();
      if (value instanceof DataException e) {
        throw e;
      }
      return (T) value;
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("a task gave what the driver does not know", e);
    }
  }
}
