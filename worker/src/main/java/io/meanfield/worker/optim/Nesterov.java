package io.meanfield.worker.optim;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.worker.optim.UpdateLoops.Inertia;

/**
 * Nesterov momentum as Sutskever et al. (2013) rewrite it: v = mu v + g; p -= rate * (g + mu v).
 */
public record Nesterov(double learningRate, @JsonProperty(defaultValue = "0.9") double momentum)
    implements Optimizer {
  public Nesterov {
    Checked.positive("learning-rate", learningRate);
    Checked.fraction("momentum", momentum);
  }

  @Override
  public int numStateVectors() {
    return 1;
  }

  @Override
  public UpdateRule rule(Rate rate, UpdateLoops loops) {
    Inertia constants = new Inertia((float) rate.learningRate(), (float) momentum);
    return (vectors, offset, length) -> loops.nesterov(vectors, offset, 0, length, constants);
  }
}
