package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.StepLoops.width;
import static io.meanfield.zoo.kernel.VectorSquash.WIDEST;
import static io.meanfield.zoo.kernel.VectorSquash.load;
import static io.meanfield.zoo.kernel.VectorSquash.store;

import io.meanfield.zoo.kernel.StepLoops.Kept;
import io.meanfield.zoo.kernel.StepLoops.Step;
import java.nio.ByteBuffer;
import java.util.List;
import jdk.incubator.vector.FloatVector;

/** {@link PlainGru} with vectors; what is left at the end of a row is plain. */
final class VectorGru {
  private VectorGru() {}

  static StepLoops loops() {
    return new Passes(
        List.of(
            VectorGru::squashGates,
            VectorGru::candidate,
            VectorGru::squashCandidate,
            VectorGru::output),
        List.of(VectorGru::backward, VectorLstm::sum, VectorLstm::sumByVector));
  }

  private static void squashGates(Step step) {
    int n = step.units();
    for (int row = 0; row < step.rows(); row++) {
      VectorSquash.logistic(step.kept().gates(), row * width(n) + n, row * width(n) + 3 * n);
    }
  }

  private static void candidate(Step step) {
    int n = step.units();
    ByteBuffer z = step.kept().gates();
    for (int row = 0; row < step.rows(); row++) {
      int j = 0;
      for (; j <= n - WIDEST.length(); j += WIDEST.length()) {
        int at = row * width(n) + j;
        store(load(z, at + n).fma(load(z, at + 3 * n), load(z, at)), z, at);
      }
      PlainGru.candidate(step.kept(), row, n, j);
    }
  }

  private static void squashCandidate(Step step) {
    ByteBuffer z = step.kept().gates();
    int n = step.units();
    for (int row = 0; row < step.rows(); row++) {
      VectorSquash.tanh(z, z, row * width(n), row * width(n) + n);
    }
  }

  private static void output(Step step) {
    int n = step.units();
    Kept kept = step.kept();
    ByteBuffer z = kept.gates();
    for (int row = 0; row < step.rows(); row++) {
      int to = row * step.outside().stride();
      int j = 0;
      for (; j <= n - WIDEST.length(); j += WIDEST.length()) {
        int at = row * width(n) + j;
        FloatVector g = load(z, at);
        FloatVector h = load(z, at + 2 * n).fma(load(kept.before(), row * n + j).sub(g), g);
        store(h, kept.after(), row * n + j);
        store(h, step.outside().values(), to + j);
      }
      PlainGru.output(step, row, j);
      PlainLstm.mask(step, row);
    }
  }

  private static void backward(Step step) {
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
      int at = row * width(n) + j;
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
