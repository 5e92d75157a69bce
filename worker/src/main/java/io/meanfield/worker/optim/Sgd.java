package io.meanfield.worker.optim;

/** Stochastic gradient descent: p -= rate * g. */
public record Sgd(double learningRate) implements Optimizer {
  public Sgd {
    Checked.positive("learning-rate", learningRate);
  }

  @Override
  public int numStateVectors() {
    return 0;
  }

  @Override
  public void update(Vectors vectors, int from, int to, Rate rate) {
    float[] p = vectors.parameters();
    float[] g = vectors.gradients();
    float lr = (float) rate.learningRate();
    for (int i = from; i < to; i++) {
      p[i] -= lr * g[i];
    }
  }
}
