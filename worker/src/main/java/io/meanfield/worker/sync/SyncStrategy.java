package io.meanfield.worker.sync;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.meanfield.worker.sync.wire.WireFormat;
import java.io.Serializable;

/** What replicas exchange and when: the section {@code sync} of a run's configuration. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "strategy")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Average.class, name = "average"),
  @JsonSubTypes.Type(value = Diloco.class, name = "diloco"),
  @JsonSubTypes.Type(value = AllReduce.class, name = "allreduce")
})
public sealed interface SyncStrategy extends Serializable permits LocalSteps, AllReduce {

  /** Steps between two commits; a round ends early where its epoch ends. */
  int stepsPerRound();

  /** How what is summed over replicas travels to the owners of slices, who sum it in 32 bits. */
  WireFormat wire();
}
