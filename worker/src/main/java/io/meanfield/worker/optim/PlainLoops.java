package io.meanfield.worker.optim;

import io.meanfield.worker.optim.Optimizer.Vectors;

/** What the loops of all implementations compute. */
final class PlainLoops implements UpdateLoops {

  @Override
  public void sgd(Vectors vectors, int from, int to, float lr) {
    float[] p = vectors.parameters();
    float[] g = vectors.gradients();
    for (int i = from; i < to; i++) {
      p[i] -= lr * g[i];
    }
  }

  @Override
  public void momentum(Vectors vectors, int offset, int from, int to, Inertia constants) {
    float[] p = vectors.parameters();
    float[] g = vectors.gradients();
    float[] v = vectors.state()[0];
    float lr = constants.lr();
    float mu = constants.mu();
    for (int i = from, s = offset + from; i < to; i++, s++) {
      v[s] = mu * v[s] + g[i];
      p[i] -= lr * v[s];
    }
  }

  @Override
  public void nesterov(Vectors vectors, int offset, int from, int to, Inertia constants) {
    float[] p = vectors.parameters();
    float[] g = vectors.gradients();
    float[] v = vectors.state()[0];
    float lr = constants.lr();
    float mu = constants.mu();
    for (int i = from, s = offset + from; i < to; i++, s++) {
      v[s] = mu * v[s] + g[i];
      p[i] -= lr * (g[i] + mu * v[s]);
    }
  }

  @Override
  public void adam(Vectors vectors, int offset, int from, int to, Moments constants) {
    float[] p = vectors.parameters();
    float[] g = vectors.gradients();
    float[] m = vectors.state()[0];
    float[] v = vectors.state()[1];
    float alpha = constants.alpha();
    float b1 = constants.beta1();
    float b2 = constants.beta2();
    float eps = constants.epsilon();
    for (int i = from, s = offset + from; i < to; i++, s++) {
      m[s] = b1 * m[s] + (1 - b1) * g[i];
      v[s] = b2 * v[s] + (1 - b2) * g[i] * g[i];
      p[i] -= alpha * m[s] / ((float) Math.sqrt(v[s]) + eps);
    }
  }

  @Override
  public void addSquares(float[] values, int from, int to, double[] sums) {
    for (int i = from; i < to; i++) {
      sums[i % NUM_SUMS] += (double) values[i] * values[i];
    }
  }
}
