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
  public UpdateRule rule(Rate rate, UpdateLoops loops) {
    float lr = (float) rate.learningRate();
    return (vectors, offset, length) -> loops.sgd(vectors, 0, length, lr);
  }
}
