package io.meanfield.worker.optim;

import com.fasterxml.jackson.annotation.JsonProperty;

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
  public void update(Vectors vectors, int from, int to, Rate rate) {
    float[] p = vectors.parameters();
    float[] g = vectors.gradients();
    float[] v = vectors.state()[0];
    float lr = (float) rate.learningRate();
    float mu = (float) momentum;
    for (int i = from; i < to; i++) {
      v[i] = mu * v[i] + g[i];
      p[i] -= lr * (g[i] + mu * v[i]);
    }
  }
}
