package io.meanfield.worker.spark;

import io.meanfield.worker.protocol.ReplicaOutcome;
import io.meanfield.worker.protocol.RoundMessage;
import io.meanfield.worker.sync.Contribution;
import io.meanfield.worker.sync.SlicePlan;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import scala.Tuple2;

/** Sends a replica's delta to the owners of its slices, and its report to one of them. */
public record CutIntoSlices(SlicePlan slices)
    implements PairFlatMapFunction<ReplicaOutcome, Integer, RoundMessage> {

  @Override
  public Iterator<Tuple2<Integer, RoundMessage>> call(ReplicaOutcome outcome) {
    Contribution whole = outcome.contribution();
    List<Tuple2<Integer, RoundMessage>> messages = new ArrayList<>();
    messages.add(
        new Tuple2<>(
            whole.replica() % slices.numSlices(), new RoundMessage.Report(outcome.report())));
    for (int slice = 0; slice < slices.numSlices(); slice++) {
      Contribution part =
          new Contribution(whole.replica(), whole.numExamples(), slices.cut(whole.values(), slice));
      messages.add(new Tuple2<>(slice, new RoundMessage.Delta(part)));
    }
    return messages.iterator();
  }
}
