package io.meanfield.driver.spark;

import io.meanfield.worker.spark.SlicePartitioner;
import java.io.Serializable;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Function1;
import scala.Tuple2;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Rounds that make no step and move nothing: what is left is Spark's work for a job like theirs.
 *
 * @param asRanks whether rounds are barrier stages, else tasks and a shuffle
 */
record EmptyRounds(JavaSparkContext spark, SparkJobs jobs, int numReplicas, boolean asRanks) {
  private static final int NUM_WARM_UP = 2;
  private static final int NUM_MEASURED = 5;
  private static final ClassTag<Integer> NUMBER = ClassTag$.MODULE$.apply(Integer.class);

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
    jobs.await("an empty round", (asRanks ? ofRanks() : ofTasks()).collectAsync());
  }

  private JavaRDD<Integer> ofRanks() {
    return numbers(jobs.freeSlots(numReplicas))
        .rdd()
        .barrier()
        .mapPartitions(
            (Function1<scala.collection.Iterator<Integer>, scala.collection.Iterator<Integer>>
                    & Serializable)
                ranks -> ranks,
            false,
            NUMBER)
        .toJavaRDD();
  }

  private JavaRDD<Integer> ofTasks() {
    int slices = numReplicas;
    return numbers(numReplicas)
        .flatMapToPair(replica -> toSlices(replica, slices))
        .partitionBy(new SlicePartitioner(slices))
        .values();
  }

  private JavaRDD<Integer> numbers(int size) {
    return spark.parallelize(IntStream.range(0, size).boxed().toList(), size);
  }

  private static Iterator<Tuple2<Integer, Integer>> toSlices(int replica, int numSlices) {
    return IntStream.range(0, numSlices).mapToObj(slice -> new Tuple2<>(slice, replica)).iterator();
  }
}
