package io.meanfield.worker.optim;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2). */
public record AdamW(
    double learningRate,
    @JsonProperty(defaultValue = "0.9") double beta1,
    @JsonProperty(defaultValue = "0.999") double beta2,
    @JsonProperty(defaultValue = "1e-8") double epsilon,
    @JsonProperty(defaultValue = "0.01") double weightDecay)
    implements Optimizer {
  public AdamW {
    new Adam(learningRate, beta1, beta2, epsilon);
    Checked.notNegative("weight-decay", weightDecay);
  }

  @Override
  public int numStateVectors() {
    return 2;
  }

  @Override
  public UpdateRule rule(Rate rate, UpdateLoops loops) {
    return new Adam(learningRate, beta1, beta2, epsilon).rule(rate, loops);
  }
}
