package io.meanfield.worker.spark;

import io.meanfield.worker.protocol.ReplicaState;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.SliceState;
import io.meanfield.worker.sync.StepCount;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/** Makes a replica's state after exact steps of all slices, which came under its number. */
public record StartReplica(Broadcast<RunSpec> run, StepCount steps)
    implements FlatMapFunction<Iterator<Tuple2<Integer, SliceState>>, ReplicaState> {

  @Override
  public Iterator<ReplicaState> call(Iterator<Tuple2<Integer, SliceState>> messages) {
    List<SliceState> slices = new ArrayList<>();
    int replica = 0;
    while (messages.hasNext()) {
      Tuple2<Integer, SliceState> message = messages.next();
      replica = message._1();
      slices.add(message._2());
    }
    return List.of(run.value().stateAfterExact(replica, steps, slices)).iterator();
  }
}
