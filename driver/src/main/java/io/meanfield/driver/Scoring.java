package io.meanfield.driver;

import io.meanfield.datasets.Part;
import io.meanfield.driver.spark.ClusterScorer;
import io.meanfield.driver.spark.SparkApplication;
import io.meanfield.driver.spark.SparkJobs;
import io.meanfield.worker.protocol.DataSpec;
import io.meanfield.worker.protocol.ScoreSpec;
import io.meanfield.zoo.NetworkDefinition;
import java.util.UUID;
import java.util.stream.Stream;

/** Sets up the scoring of a network on the parts of a data set. */
record Scoring(
    SparkApplication application, SparkJobs jobs, NetworkDefinition network, DataSpec data) {

  ClusterScorer on(Part part) {
    ScoreSpec spec = new ScoreSpec(UUID.randomUUID().toString(), network, data, part);
    return new ClusterScorer(application.spark(), jobs, spec);
  }

  /** The part to judge a finished model by: the test part, or the next best there is. */
  Part judgingPart() {
    return Stream.of(Part.TEST, Part.VALIDATION, Part.TRAIN)
        .filter(part -> data.part(part).numExamples() > 0)
        .findFirst()
        .orElseThrow();
  }
}
