package io.meanfield.worker.spark;

import io.meanfield.worker.protocol.ReplicaDelta;
import io.meanfield.worker.protocol.ReplicaReport;
import io.meanfield.worker.protocol.RoundMessage;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import scala.Tuple2;

/** Sends a replica's delta to the owners of its slices, and its report to one of them. */
public record CutIntoSlices() implements PairFlatMapFunction<ReplicaDelta, Integer, RoundMessage> {

  @Override
  public Iterator<Tuple2<Integer, RoundMessage>> call(ReplicaDelta delta) {
    ReplicaReport report = delta.report();
    int numSlices = delta.slices().size();
    List<Tuple2<Integer, RoundMessage>> messages = new ArrayList<>();
    messages.add(new Tuple2<>(report.replica() % numSlices, new RoundMessage.Report(report)));
    for (int slice = 0; slice < numSlices; slice++) {
      byte[] encoded = delta.slices().get(slice);
      messages.add(
          new Tuple2<>(
              slice, new RoundMessage.Delta(report.replica(), report.numExamples(), encoded)));
    }
    return messages.iterator();
  }
}
