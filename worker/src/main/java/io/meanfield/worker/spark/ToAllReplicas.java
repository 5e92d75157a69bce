package io.meanfield.worker.spark;

import io.meanfield.worker.protocol.SliceState;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import scala.Tuple2;

/** Sends a slice with its state to every replica, under the replica's number. */
public record ToAllReplicas(int numReplicas)
    implements PairFlatMapFunction<SliceState, Integer, SliceState> {

  @Override
  public Iterator<Tuple2<Integer, SliceState>> call(SliceState slice) {
    return IntStream.range(0, numReplicas)
        .mapToObj(replica -> new Tuple2<>(replica, slice))
        .iterator();
  }
}
