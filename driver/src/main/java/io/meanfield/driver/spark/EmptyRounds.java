package io.meanfield.driver.spark;

import io.meanfield.worker.spark.SlicePartitioner;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/**
 * Rounds that make no step and move nothing: what is left is Spark's work for a job like theirs.
 */
record EmptyRounds(JavaSparkContext spark, SparkJobs jobs, int numReplicas) {
  private static final int NUM_WARM_UP = 2;
  private static final int NUM_MEASURED = 5;

  /** What one takes, by the median of some. */
  double seconds() {
    double[] seconds = new double[NUM_MEASURED];
    for (int i = -NUM_WARM_UP; i < NUM_MEASURED; i++) {
      long start = System.nanoTime();
      run();
      seconds[Math.max(0, i)] = (System.nanoTime() - start) / 1e9;
    }
    return RoundMeter.median(seconds);
  }

  private void run() {
    int slices = numReplicas;
    List<Integer> replicas = IntStream.range(0, numReplicas).boxed().toList();
    jobs.await(
        "an empty round",
        spark
            .parallelize(replicas, numReplicas)
            .flatMapToPair(replica -> toSlices(replica, slices))
            .partitionBy(new SlicePartitioner(slices))
            .values()
            .collectAsync());
  }

  private static Iterator<Tuple2<Integer, Integer>> toSlices(int replica, int numSlices) {
    return IntStream.range(0, numSlices).mapToObj(slice -> new Tuple2<>(slice, replica)).iterator();
  }
}
