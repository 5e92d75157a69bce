package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.VectorSquash.WIDEST;
import static io.meanfield.zoo.kernel.VectorSquash.load;
import static io.meanfield.zoo.kernel.VectorSquash.store;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;

/** {@link PlainLstm} with vectors; what is left at the end of a row is plain. */
final class VectorLstm implements StepLoops {

  @Override
  public void forward(Step step) {
    int n = step.units();
    Kept kept = step.kept();
    for (int row = 0; row < step.rows(); row++) {
      int at = row * 4 * n;
      VectorSquash.tanh(kept.gates(), kept.gates(), at, at + n);
      VectorSquash.logistic(kept.gates(), at + n, at + 4 * n);
      cell(kept, row, n);
      VectorSquash.tanh(kept.after(), kept.squashed(), row * n, row * n + n);
      output(step, row);
      PlainLstm.mask(step, row);
    }
  }

  private static void cell(Kept kept, int row, int n) {
    ByteBuffer z = kept.gates();
    int at = row * 4 * n;
    int j = 0;
    for (; j <= n - WIDEST.length(); j += WIDEST.length()) {
      FloatVector written = load(z, at + 3 * n + j).mul(load(z, at + j));
      FloatVector c = load(z, at + n + j).fma(load(kept.before(), row * n + j), written);
      store(c, kept.after(), row * n + j);
    }
    PlainLstm.cell(kept, row, n, j);
  }

  private static void output(Step step, int row) {
    int n = step.units();
    Kept kept = step.kept();
    ByteBuffer output = step.outside().values();
    int to = row * step.outside().stride();
    int from = row * 4 * n + 2 * n;
    int j = 0;
    for (; j <= n - WIDEST.length(); j += WIDEST.length()) {
      store(load(kept.gates(), from + j).mul(load(kept.squashed(), row * n + j)), output, to + j);
    }
    PlainLstm.output(step, row, j);
  }

  @Override
  public void backward(Step step) {
    for (int row = 0; row < step.rows(); row++) {
      PlainLstm.backward(step, row, backward(step, row));
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
      FloatVector f = load(z, at + n);
      FloatVector o = load(z, at + 2 * n);
      FloatVector i = load(z, at + 3 * n);
      FloatVector squashed = load(step.kept().squashed(), unit);
      FloatVector above = load(step.outside().values(), outside + j);
      FloatVector dho = above.add(load(step.backflow().recurrent(), unit)).mul(mask).mul(o);
      FloatVector one = FloatVector.broadcast(WIDEST, 1);
      FloatVector dc = one.sub(squashed.mul(squashed)).fma(dho, load(carry, unit).mul(mask));
      FloatVector dcf = dc.mul(f);
      FloatVector dci = dc.mul(i);
      store(dcf, carry, unit);
      store(dci.mul(one.sub(g.mul(g))), z, at);
      store(dcf.mul(load(step.kept().before(), unit)).mul(one.sub(f)), z, at + n);
      store(dho.mul(squashed).mul(one.sub(o)), z, at + 2 * n);
      store(dci.mul(g).mul(one.sub(i)), z, at + 3 * n);
    }
    return j;
  }
}
