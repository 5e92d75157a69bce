package io.meanfield.worker.optim;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.worker.optim.UpdateLoops.Inertia;

/** Heavy-ball momentum (Polyak 1964): v = mu v + g; p -= rate * v. */
public record Momentum(double learningRate, @JsonProperty(defaultValue = "0.9") double momentum)
    implements Optimizer {
  public Momentum {
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
    return (vectors, offset, length) -> loops.momentum(vectors, offset, 0, length, constants);
  }
}
