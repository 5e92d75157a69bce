package io.meanfield.worker.spark;

import io.meanfield.worker.protocol.ReplicaDelta;
import io.meanfield.worker.protocol.ReplicaReport;
import java.io.Serializable;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** Has a replica's round run, and tells the driver no more of it than that it is done. */
public final class TellArrival extends AbstractFunction1<Iterator<ReplicaDelta>, ReplicaArrival>
    implements Serializable {
  private static final long serialVersionUID = 1;

  @Override
  public ReplicaArrival apply(Iterator<ReplicaDelta> one) {
    ReplicaDelta delta = one.next();
    ReplicaReport report = delta.report();
    return new ReplicaArrival(report.replica(), report.numExamples(), delta.norm());
  }
}
