package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.Squash.at;
import static io.meanfield.zoo.kernel.Squash.logistic;
import static io.meanfield.zoo.kernel.Squash.put;
import static io.meanfield.zoo.kernel.Squash.tanh;
import static io.meanfield.zoo.kernel.StepLoops.width;

import java.nio.ByteBuffer;

/** {@link Recurrence.Cell#GRU}, one number after the other. */
final class PlainGru implements StepLoops {

  @Override
  public void forward(Step step) {
    int n = step.units();
    ByteBuffer z = step.kept().gates();
    for (int row = 0; row < step.rows(); row++) {
      int at = row * width(n);
      for (int j = at + n; j < at + 3 * n; j++) {
        put(z, j, logistic(at(z, j)));
      }
      candidate(step.kept(), row, n, 0);
      for (int j = at; j < at + n; j++) {
        put(z, j, tanh(at(z, j)));
      }
      output(step, row, 0);
      PlainLstm.mask(step, row);
    }
  }

  /** The candidate before its tanh, of units from the given one on. */
  static void candidate(Kept kept, int row, int n, int from) {
    ByteBuffer z = kept.gates();
    for (int at = row * width(n) + from; at < row * width(n) + n; at++) {
      put(z, at, Math.fma(at(z, at + n), at(z, at + 3 * n), at(z, at)));
    }
  }

  /** h of units from the given one on. */
  static void output(Step step, int row, int from) {
    int n = step.units();
    ByteBuffer z = step.kept().gates();
    for (int j = from; j < n; j++) {
      int at = row * width(n) + j;
      float g = at(z, at);
      float h = Math.fma(at(z, at + 2 * n), at(step.kept().before(), row * n + j) - g, g);
      put(step.kept().after(), row * n + j, h);
      put(step.outside().values(), row * step.outside().stride() + j, h);
    }
  }

  @Override
  public void backward(Step step) {
    for (int row = 0; row < step.rows(); row++) {
      backward(step, row, 0);
      PlainLstm.sum(step, row, 0);
      PlainLstm.sumByVector(step, row, 0);
    }
  }

  static void backward(Step step, int row, int from) {
    int n = step.units();
    float mask = step.mask(row);
    ByteBuffer z = step.kept().gates();
    ByteBuffer carry = step.backflow().carry();
    for (int j = from; j < n; j++) {
      int at = row * width(n) + j;
      int unit = row * n + j;
      float g = at(z, at);
      float r = at(z, at + n);
      float u = at(z, at + 2 * n);
      float q = at(z, at + 3 * n);
      float above = at(step.outside().values(), row * step.outside().stride() + j);
      float dh = (above + at(step.backflow().recurrent(), unit) + at(carry, unit)) * mask;
      float dhu = dh * u;
      float dg = (dh - dhu) * (1 - g * g);
      float dgr = dg * r;
      put(carry, unit, dhu);
      put(z, at, dg);
      put(z, at + n, dgr * q * (1 - r));
      put(z, at + 2 * n, dhu * (at(step.kept().before(), unit) - g) * (1 - u));
      put(z, at + 3 * n, dgr);
    }
  }
}
