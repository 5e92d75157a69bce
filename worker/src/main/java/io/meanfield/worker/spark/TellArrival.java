package io.meanfield.worker.spark;

import io.meanfield.worker.protocol.ReplicaOutcome;
import io.meanfield.worker.protocol.ReplicaReport;
import java.io.Serializable;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** Has a replica's round run, and tells the driver no more of it than that it is done. */
public final class TellArrival extends AbstractFunction1<Iterator<ReplicaOutcome>, ReplicaArrival>
    implements Serializable {
  private static final long serialVersionUID = 1;

  @Override
  public ReplicaArrival apply(Iterator<ReplicaOutcome> one) {
    ReplicaOutcome outcome = one.next();
    ReplicaReport report = outcome.report();
    return new ReplicaArrival(report.replica(), report.numExamples(), outcome.deltaNorm());
  }
}
