package io.meanfield.worker.spark;

import io.meanfield.datasets.source.RawSplit;
import io.meanfield.worker.ComputeConfig;
import io.meanfield.worker.ComputeThreads;
import io.meanfield.worker.Predictor;
import io.meanfield.worker.protocol.PredictSpec;
import io.meanfield.worker.protocol.Prediction;
import java.io.IOException;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;

/** A Spark task's part in a prediction: one split of the raw data. */
public record PredictSplit(Broadcast<PredictSpec> spec)
    implements FlatMapFunction<RawSplit, Prediction> {

  @Override
  public Iterator<Prediction> call(RawSplit split) throws IOException {
    ComputeThreads.prepare(ComputeConfig.USUAL);
    return new Predictor(spec.value(), split);
  }
}
