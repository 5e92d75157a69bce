package io.meanfield.worker.spark;

import io.meanfield.worker.protocol.ReducedSlice;
import io.meanfield.worker.protocol.ReplicaReport;
import io.meanfield.worker.protocol.RoundMessage;
import io.meanfield.worker.protocol.RoundSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.SliceState;
import io.meanfield.worker.sync.Contribution;
import io.meanfield.worker.sync.DeltaCodec;
import io.meanfield.worker.sync.LocalSteps;
import io.meanfield.worker.sync.Slice;
import io.meanfield.worker.sync.SliceReducer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction2;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * The owner's part in a round: its slice before the round and all replicas' messages, reduced.
 *
 * @param absent replicas that there is nothing of; they keep their places in the tree
 * @param before all slices
 */
public record ReduceSlice(
    Broadcast<RunSpec> run, RoundSpec round, List<Integer> absent, StateBlocks<SliceState> before)
    implements FlatMapFunction2<
        Iterator<Tuple2<Integer, RoundMessage>>, Iterator<Integer>, ReducedSlice> {

  @Override
  public Iterator<ReducedSlice> call(
      Iterator<Tuple2<Integer, RoundMessage>> messages, Iterator<Integer> number) {
    SliceState old = before.get(number.next());
    RunSpec spec = run.value();
    LocalSteps strategy = (LocalSteps) spec.sync();
    DeltaCodec codec = new DeltaCodec(strategy.wire(), spec.layout(), spec.slicePlan());
    List<Contribution> deltas = new ArrayList<>();
    List<ReplicaReport> reports = new ArrayList<>();
    while (messages.hasNext()) {
      RoundMessage message = messages.next()._2();
      if (message instanceof RoundMessage.Delta delta) {
        float[] values = codec.decode(old.slice(), ByteBuffer.wrap(delta.encoded()));
        deltas.add(new Contribution(delta.replica(), delta.numExamples(), values));
      } else if (message instanceof RoundMessage.Report report) {
        reports.add(report.report());
      }
    }
    for (int replica : absent) {
      deltas.add(new Contribution(replica, 0, new float[spec.slicePlan().size(old.slice())]));
    }
    deltas.sort(Comparator.comparingInt(Contribution::replica));
    SliceReducer reducer = new SliceReducer(strategy, spec.layout(), spec.slicePlan());
    Slice values = reducer.reduce(old.slice(), old.values(), deltas);
    round.requireFinite(values.parameters());
    SliceState reduced = new SliceState(old.slice(), values);
    return List.of(new ReducedSlice(reduced, reports)).iterator();
  }
}
