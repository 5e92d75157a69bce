package io.meanfield.worker.spark;

import io.meanfield.worker.protocol.ReplicaReport;
import io.meanfield.worker.protocol.RoundMessage;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.SliceState;
import io.meanfield.worker.sync.Contribution;
import io.meanfield.worker.sync.DeltaCodec;
import io.meanfield.worker.sync.LocalSteps;
import io.meanfield.worker.sync.SliceReducer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction2;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/** The owner's part in a round: its slice before the round and all replicas' messages, reduced. */
public record ReduceSlice(Broadcast<RunSpec> run, LocalSteps strategy)
    implements FlatMapFunction2<
        Iterator<Tuple2<Integer, RoundMessage>>, Iterator<SliceState>, SliceState> {

  @Override
  public Iterator<SliceState> call(
      Iterator<Tuple2<Integer, RoundMessage>> messages, Iterator<SliceState> before) {
    SliceState old = before.next();
    RunSpec spec = run.value();
    DeltaCodec codec = new DeltaCodec(strategy.wire(), spec.layout(), spec.slicePlan());
    List<Contribution> deltas = new ArrayList<>();
    List<ReplicaReport> reports = new ArrayList<>();
    while (messages.hasNext()) {
      RoundMessage message = messages.next()._2();
      if (message instanceof RoundMessage.Delta delta) {
        float[] values = codec.decode(old.slice(), delta.encoded());
        deltas.add(new Contribution(delta.replica(), delta.numExamples(), values));
      } else if (message instanceof RoundMessage.Report report) {
        reports.add(report.report());
      }
    }
    deltas.sort(Comparator.comparingInt(Contribution::replica));
    reports.sort(Comparator.comparingInt(ReplicaReport::replica));
    SliceReducer reducer = new SliceReducer(strategy, spec.layout(), spec.slicePlan());
    SliceState reduced =
        new SliceState(old.slice(), reducer.reduce(old.slice(), old.values(), deltas), reports);
    return List.of(reduced).iterator();
  }
}
