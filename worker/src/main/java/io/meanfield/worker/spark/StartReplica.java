package io.meanfield.worker.spark;

import io.meanfield.worker.protocol.ReplicaState;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.SliceState;
import io.meanfield.worker.sync.SlicePlan;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * What a replica begins its rounds with after exact steps: the optimizer's state, whose slices came
 * from all owners under the replica's number.
 *
 * @param numUpdates steps so far, which were everyone's
 */
public record StartReplica(Broadcast<RunSpec> run, long numUpdates)
    implements FlatMapFunction<Iterator<Tuple2<Integer, SliceState>>, ReplicaState> {

  @Override
  public Iterator<ReplicaState> call(Iterator<Tuple2<Integer, SliceState>> slices) {
    SlicePlan plan = run.value().slicePlan();
    ReplicaState state = null;
    while (slices.hasNext()) {
      Tuple2<Integer, SliceState> next = slices.next();
      state = state == null ? run.value().initialState(next._1()) : state;
      SliceState slice = next._2();
      for (int i = 0; i < state.optimizer().length; i++) {
        float[] values = slice.values().state()[i];
        System.arraycopy(values, 0, state.optimizer()[i], plan.from(slice.slice()), values.length);
      }
    }
    return List.of(
            new ReplicaState(state.replica(), numUpdates, state.optimizer(), state.residual()))
        .iterator();
  }
}
