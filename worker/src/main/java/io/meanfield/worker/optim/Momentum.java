package io.meanfield.worker.optim;

import com.fasterxml.jackson.annotation.JsonProperty;

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
  public void update(Vectors vectors, int from, int to, Rate rate) {
    float[] p = vectors.parameters();
    float[] g = vectors.gradients();
    float[] v = vectors.state()[0];
    float lr = (float) rate.learningRate();
    float mu = (float) momentum;
    for (int i = from; i < to; i++) {
      v[i] = mu * v[i] + g[i];
      p[i] -= lr * v[i];
    }
  }
}
