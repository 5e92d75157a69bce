package io.meanfield.driver.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.datasets.ingest.DatasetConfig;
import io.meanfield.worker.ComputeConfig;
import io.meanfield.worker.TrainingConfig;
import io.meanfield.worker.sync.SyncStrategy;
import io.meanfield.zoo.ModelSource;

/** A whole run: one YAML file, its sections each beside the component they configure. */
public record RunConfig(
    RunSection run,
    DatasetConfig dataset,
    ModelSource model,
    TrainingConfig training,
    SyncStrategy sync,
    @JsonProperty(defaultValue = "{}") ComputeConfig compute,
    @JsonProperty(defaultValue = "{}") EvaluationConfig evaluation,
    @JsonProperty(defaultValue = "{}") CheckpointConfig checkpoint,
    @JsonProperty(defaultValue = "{}") ClusterConfig cluster) {}
