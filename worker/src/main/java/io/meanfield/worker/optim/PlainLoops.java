package io.meanfield.worker.optim;

import io.meanfield.worker.optim.Optimizer.Vectors;

/**
 * What the loops of all implementations compute. The state is copied to where its chunk has the
 * same indices as the parameters: only such loops does the JVM turn into vector instructions.
 */
final class PlainLoops implements UpdateLoops {
  private final float[][] chunks = new float[2][MAX_CHUNK];

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
    float[] v = take(vectors, 0, offset, from, to);
    float lr = constants.lr();
    float mu = constants.mu();
    for (int i = from; i < to; i++) {
      v[i] = mu * v[i] + g[i];
      p[i] -= lr * v[i];
    }
    putBack(vectors, 0, offset, from, to);
  }

  @Override
  public void nesterov(Vectors vectors, int offset, int from, int to, Inertia constants) {
    float[] p = vectors.parameters();
    float[] g = vectors.gradients();
    float[] v = take(vectors, 0, offset, from, to);
    float lr = constants.lr();
    float mu = constants.mu();
    for (int i = from; i < to; i++) {
      v[i] = mu * v[i] + g[i];
      p[i] -= lr * (g[i] + mu * v[i]);
    }
    putBack(vectors, 0, offset, from, to);
  }

  @Override
  public void adam(Vectors vectors, int offset, int from, int to, Moments constants) {
    float[] p = vectors.parameters();
    float[] g = vectors.gradients();
    float[] m = take(vectors, 0, offset, from, to);
    float[] v = take(vectors, 1, offset, from, to);
    float alpha = constants.alpha();
    float b1 = constants.beta1();
    float b2 = constants.beta2();
    float eps = constants.epsilon();
    for (int i = from; i < to; i++) {
      m[i] = b1 * m[i] + (1 - b1) * g[i];
      v[i] = b2 * v[i] + (1 - b2) * g[i] * g[i];
      p[i] -= alpha * m[i] / ((float) Math.sqrt(v[i]) + eps);
    }
    putBack(vectors, 0, offset, from, to);
    putBack(vectors, 1, offset, from, to);
  }

  private float[] take(Vectors vectors, int number, int offset, int from, int to) {
    System.arraycopy(vectors.state()[number], offset + from, chunks[number], from, to - from);
    return chunks[number];
  }

  private void putBack(Vectors vectors, int number, int offset, int from, int to) {
    System.arraycopy(chunks[number], from, vectors.state()[number], offset + from, to - from);
  }

  @Override
  public void addSquares(float[] values, int from, int to, double[] sums) {
    int i = from;
    for (; i <= to - NUM_SUMS; i += NUM_SUMS) {
      for (int sum = 0; sum < NUM_SUMS; sum++) {
        sums[sum] += (double) values[i + sum] * values[i + sum];
      }
    }
    for (int sum = 0; i < to; i++, sum++) {
      sums[sum] += (double) values[i] * values[i];
    }
  }
}
