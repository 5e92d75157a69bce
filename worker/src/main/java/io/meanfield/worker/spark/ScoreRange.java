package io.meanfield.worker.spark;

import io.meanfield.datasets.plan.StepPlan.Range;
import io.meanfield.worker.ComputeConfig;
import io.meanfield.worker.ComputeThreads;
import io.meanfield.worker.Scorer;
import io.meanfield.worker.protocol.ScoreSpec;
import io.meanfield.worker.protocol.Tally;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/** A Spark task's part in an evaluation: some rows of a part of the data set. */
public record ScoreRange(Broadcast<ScoreSpec> spec, ParameterSource parameters)
    implements Function<Range, Tally> {
  private static final IdlePool<Scorer> SCORERS = new IdlePool<>();

  @Override
  public Tally call(Range rows) throws Exception {
    ComputeThreads.prepare(ComputeConfig.USUAL);
    ScoreSpec what = spec.value();
    return SCORERS.use(
        what.id(), () -> new Scorer(what), scorer -> scorer.score(parameters.values(), rows));
  }
}
