package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.VectorSquash.WIDEST;
import static io.meanfield.zoo.kernel.VectorSquash.load;
import static io.meanfield.zoo.kernel.VectorSquash.store;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;

/** {@link PlainGru} with vectors; what is left at the end of a row is plain. */
final class VectorGru implements StepLoops {

  @Override
  public void forward(Step step) {
    int n = step.units();
    ByteBuffer z = step.kept().gates();
    for (int row = 0; row < step.rows(); row++) {
      int at = row * 4 * n;
      VectorSquash.logistic(z, at + n, at + 3 * n);
      candidate(step.kept(), row, n);
      VectorSquash.tanh(z, z, at, at + n);
      output(step, row);
      PlainLstm.mask(step, row);
    }
  }

  private static void candidate(Kept kept, int row, int n) {
    ByteBuffer z = kept.gates();
    int j = 0;
    for (; j <= n - WIDEST.length(); j += WIDEST.length()) {
      int at = row * 4 * n + j;
      store(load(z, at + n).fma(load(z, at + 3 * n), load(z, at)), z, at);
    }
    PlainGru.candidate(kept, row, n, j);
  }

  private static void output(Step step, int row) {
    int n = step.units();
    ByteBuffer z = step.kept().gates();
    int to = row * step.outside().stride();
    int j = 0;
    for (; j <= n - WIDEST.length(); j += WIDEST.length()) {
      int at = row * 4 * n + j;
      FloatVector g = load(z, at);
      FloatVector h = load(z, at + 2 * n).fma(load(step.kept().before(), row * n + j).sub(g), g);
      store(h, step.kept().after(), row * n + j);
      store(h, step.outside().values(), to + j);
    }
    PlainGru.output(step, row, j);
  }

  @Override
  public void backward(Step step) {
    for (int row = 0; row < step.rows(); row++) {
      PlainGru.backward(step, row, backward(step, row));
    }
  }

  private static int backward(Step step, int row) {
    int n = step.units();
    float mask = step.mask(row);
    ByteBuffer z = step.kept().gates();
    ByteBuffer carry = step.backflow().carry();
    int outside = row * step.outside().stride();
    int j = 0;
    for (; j <= n - WIDEST.length(); j += WIDEST.length()) {
      int at = row * 4 * n + j;
      int unit = row * n + j;
      FloatVector g = load(z, at);
      FloatVector r = load(z, at + n);
      FloatVector u = load(z, at + 2 * n);
      FloatVector above = load(step.outside().values(), outside + j);
      FloatVector dh =
          above.add(load(step.backflow().recurrent(), unit)).add(load(carry, unit)).mul(mask);
      FloatVector one = FloatVector.broadcast(WIDEST, 1);
      FloatVector dhu = dh.mul(u);
      FloatVector dg = dh.sub(dhu).mul(one.sub(g.mul(g)));
      FloatVector dgr = dg.mul(r);
      store(dhu, carry, unit);
      store(dg, z, at);
      store(dgr.mul(load(z, at + 3 * n)).mul(one.sub(r)), z, at + n);
      store(dhu.mul(load(step.kept().before(), unit).sub(g)).mul(one.sub(u)), z, at + 2 * n);
      store(dgr, z, at + 3 * n);
    }
    return j;
  }
}
