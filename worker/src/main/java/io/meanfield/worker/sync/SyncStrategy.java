package io.meanfield.worker.sync;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;

/** What replicas exchange and when: the section {@code sync} of a run's configuration. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "strategy")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Average.class, name = "average"),
  @JsonSubTypes.Type(value = Diloco.class, name = "diloco")
})
public sealed interface SyncStrategy extends Serializable permits Average, Diloco {

  /** H, the steps of a round; a round ends early where its epoch ends. */
  int localSteps();

  /** Whether slice owners keep a velocity between rounds. */
  boolean hasVelocity();

  /**
   * The outer step: moves parameters[from..to) against the mean delta.
   *
   * @param slice parameters, mean delta (start of the round minus its end) and velocity, which is
   *     empty unless hasVelocity()
   */
  void outerStep(OuterVectors slice, int from, int to);

  /** What an outer step works on; all of one length. */
  record OuterVectors(float[] parameters, float[] delta, float[] velocity) {}
}
