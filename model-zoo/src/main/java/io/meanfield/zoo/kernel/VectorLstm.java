package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.StepLoops.width;
import static io.meanfield.zoo.kernel.VectorSquash.WIDEST;
import static io.meanfield.zoo.kernel.VectorSquash.load;
import static io.meanfield.zoo.kernel.VectorSquash.store;

import io.meanfield.zoo.kernel.StepLoops.Kept;
import io.meanfield.zoo.kernel.StepLoops.Step;
import io.meanfield.zoo.kernel.StepLoops.Sums;
import java.nio.ByteBuffer;
import java.util.List;
import jdk.incubator.vector.FloatVector;

/** {@link PlainLstm} with vectors; what is left at the end of a row is plain. */
final class VectorLstm {
  private VectorLstm() {}

  static StepLoops loops() {
    return new Passes(
        List.of(
            VectorLstm::squashCandidate,
            VectorLstm::squashGates,
            VectorLstm::cell,
            VectorLstm::squashCell,
            VectorLstm::output),
        List.of(VectorLstm::backward, VectorLstm::sum, VectorLstm::sumByVector));
  }

  private static void squashCandidate(Step step) {
    ByteBuffer z = step.kept().gates();
    int n = step.units();
    for (int row = 0; row < step.rows(); row++) {
      VectorSquash.tanh(z, z, row * width(n), row * width(n) + n);
    }
  }

  private static void squashGates(Step step) {
    int n = step.units();
    for (int row = 0; row < step.rows(); row++) {
      VectorSquash.logistic(step.kept().gates(), row * width(n) + n, row * width(n) + 4 * n);
    }
  }

  private static void squashCell(Step step) {
    VectorSquash.tanh(step.kept().after(), step.kept().squashed(), 0, step.rows() * step.units());
  }

  private static void cell(Step step) {
    int n = step.units();
    Kept kept = step.kept();
    ByteBuffer z = kept.gates();
    for (int row = 0; row < step.rows(); row++) {
      int at = row * width(n);
      int j = 0;
      for (; j <= n - WIDEST.length(); j += WIDEST.length()) {
        FloatVector written = load(z, at + 3 * n + j).mul(load(z, at + j));
        FloatVector c = load(z, at + n + j).fma(load(kept.before(), row * n + j), written);
        store(c, kept.after(), row * n + j);
      }
      PlainLstm.cell(kept, row, n, j);
    }
  }

  private static void output(Step step) {
    int n = step.units();
    Kept kept = step.kept();
    ByteBuffer output = step.outside().values();
    for (int row = 0; row < step.rows(); row++) {
      int to = row * step.outside().stride();
      int from = row * width(n) + 2 * n;
      int j = 0;
      for (; j <= n - WIDEST.length(); j += WIDEST.length()) {
        FloatVector h = load(kept.gates(), from + j).mul(load(kept.squashed(), row * n + j));
        store(h, output, to + j);
      }
      PlainLstm.output(step, row, j);
      PlainLstm.mask(step, row);
    }
  }

  private static void backward(Step step) {
    for (int row = 0; row < step.rows(); row++) {
      PlainLstm.backward(step, row, backward(step, row));
    }
  }

  static void sum(Step step) {
    ByteBuffer z = step.kept().gates();
    ByteBuffer sums = step.backflow().bias();
    int columns = 4 * step.units();
    for (int row = 0; row < step.rows(); row++) {
      int at = row * width(step.units());
      int j = 0;
      for (; j <= columns - WIDEST.length(); j += WIDEST.length()) {
        store(load(sums, j).add(load(z, at + j)), sums, j);
      }
      PlainLstm.sum(step, row, j);
    }
  }

  static void sumByVector(Step step) {
    Sums sums = step.backflow().sums();
    if (sums == null) {
      return;
    }
    ByteBuffer z = step.kept().gates();
    ByteBuffer values = sums.values();
    int width = width(step.units());
    int columns = 4 * step.units();
    for (int row = 0; row < step.rows(); row++) {
      int from = row * width;
      int to = sums.vectors()[sums.first() + row] * width;
      int j = 0;
      for (; j <= columns - WIDEST.length(); j += WIDEST.length()) {
        store(load(values, to + j).add(load(z, from + j)), values, to + j);
      }
      PlainLstm.sumByVector(step, row, j);
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
