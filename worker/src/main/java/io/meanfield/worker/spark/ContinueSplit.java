package io.meanfield.worker.spark;

import io.meanfield.datasets.source.RawSplit;
import io.meanfield.worker.ComputeConfig;
import io.meanfield.worker.ComputeThreads;
import io.meanfield.worker.Continuer;
import io.meanfield.worker.protocol.Continued;
import io.meanfield.worker.protocol.PredictSpec;
import io.meanfield.worker.protocol.Sampling;
import java.io.IOException;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;

/** A Spark task's part in going on with texts: one split of them. */
public record ContinueSplit(Broadcast<PredictSpec> spec, Sampling sampling)
    implements FlatMapFunction<RawSplit, Continued> {

  @Override
  public Iterator<Continued> call(RawSplit split) throws IOException {
    ComputeThreads.prepare(ComputeConfig.USUAL);
    return new Continuer(spec.value(), sampling, split);
  }
}
