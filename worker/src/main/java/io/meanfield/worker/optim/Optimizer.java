package io.meanfield.worker.optim;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;

/**
 * An update rule over flat vectors: the configuration and the arithmetic, without any state of its
 * own. Every element is updated by itself, so a vector may be updated in chunks.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "name")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Sgd.class, name = "sgd"),
  @JsonSubTypes.Type(value = Momentum.class, name = "momentum"),
  @JsonSubTypes.Type(value = Nesterov.class, name = "nesterov"),
  @JsonSubTypes.Type(value = Adam.class, name = "adam"),
  @JsonSubTypes.Type(value = AdamW.class, name = "adamw")
})
public sealed interface Optimizer extends Serializable
    permits Sgd, Momentum, Nesterov, Adam, AdamW {

  /** The rate before any schedule. */
  double learningRate();

  /** How many state vectors of the parameters' length it keeps, all zero at the start. */
  int numStateVectors();

  /** Decoupled weight decay, applied to weights only (not to biases): p -= rate * decay * p. */
  default double weightDecay() {
    return 0;
  }

  /** The arithmetic of one update. */
  UpdateRule rule(Rate rate, UpdateLoops loops);

  /**
   * What an update works on.
   *
   * @param parameters a chunk of them
   * @param gradients of the chunk
   * @param state numStateVectors() vectors of the length of all parameters
   */
  record Vectors(float[] parameters, float[] gradients, float[][] state) {}

  /**
   * How far an update goes.
   *
   * @param learningRate after the schedule
   * @param numUpdates with the present one, so from 1
   */
  record Rate(double learningRate, long numUpdates) {}
}
