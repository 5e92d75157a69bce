package io.meanfield.driver.spark;

import io.meanfield.datasets.plan.StepPlan.Range;
import io.meanfield.worker.protocol.ParameterVersion;
import io.meanfield.worker.protocol.ScoreSpec;
import io.meanfield.worker.protocol.Tally;
import io.meanfield.worker.spark.ParameterSource;
import io.meanfield.worker.spark.ScoreRange;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Scores a network on one part of a data set as a Spark job. The ranges and the order of adding up
 * do not depend on the cluster. Used by one thread.
 */
public final class ClusterScorer {
  private static final long ROWS_A_TASK = 2048;

  private final JavaSparkContext spark;
  private final SparkJobs jobs;
  private final ScoreSpec spec;
  private final Broadcast<ScoreSpec> specOnExecutors;

  public ClusterScorer(JavaSparkContext spark, SparkJobs jobs, ScoreSpec spec) {
    this.spark = spark;
    this.jobs = jobs;
    this.spec = spec;
    this.specOnExecutors = spark.broadcast(spec);
  }

  public long numExamples() {
    return spec.data().part(spec.part()).numExamples();
  }

  /** The tally of the whole part with these parameters. */
  public Tally score(float[] parameters) {
    Broadcast<ParameterVersion> published = spark.broadcast(new ParameterVersion(0, parameters));
    try {
      return score(new ParameterSource.Published(published));
    } finally {
      published.destroy();
    }
  }

  /** The tally of the whole part with these parameters, which executors have already. */
  public Tally score(Parameters parameters) {
    return parameters.onExecutors(this::score);
  }

  private Tally score(ParameterSource parameters) {
    long numExamples = numExamples();
    List<Range> ranges =
        LongStream.iterate(0, from -> from < numExamples, from -> from + ROWS_A_TASK)
            .mapToObj(from -> new Range(from, Math.min(numExamples, from + ROWS_A_TASK)))
            .toList();
    return jobs
        .await(
            "scoring %d examples of the %s part".formatted(numExamples, spec.part()),
            spark
                .parallelize(ranges, ranges.size())
                .map(new ScoreRange(specOnExecutors, parameters))
                .collectAsync())
        .stream()
        .reduce(Tally::merge)
        .orElseThrow();
  }
}
