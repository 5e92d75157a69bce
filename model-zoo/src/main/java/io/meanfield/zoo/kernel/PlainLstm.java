package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.Squash.at;
import static io.meanfield.zoo.kernel.Squash.logistic;
import static io.meanfield.zoo.kernel.Squash.put;
import static io.meanfield.zoo.kernel.Squash.tanh;
import static io.meanfield.zoo.kernel.StepLoops.width;

import java.nio.ByteBuffer;

/** {@link Recurrence.Cell#LSTM}, one number after the other. */
final class PlainLstm implements StepLoops {

  @Override
  public void forward(Step step) {
    int n = step.units();
    Kept kept = step.kept();
    ByteBuffer z = kept.gates();
    for (int row = 0; row < step.rows(); row++) {
      int at = row * width(n);
      for (int j = at; j < at + n; j++) {
        put(z, j, tanh(at(z, j)));
      }
      for (int j = at + n; j < at + 4 * n; j++) {
        put(z, j, logistic(at(z, j)));
      }
      cell(kept, row, n, 0);
      for (int j = row * n; j < row * n + n; j++) {
        put(kept.squashed(), j, tanh(at(kept.after(), j)));
      }
      output(step, row, 0);
      mask(step, row);
    }
  }

  /** c of units from the given one on. */
  static void cell(Kept kept, int row, int n, int from) {
    ByteBuffer z = kept.gates();
    int at = row * width(n);
    for (int j = from; j < n; j++) {
      float written = at(z, at + 3 * n + j) * at(z, at + j);
      float c = Math.fma(at(z, at + n + j), at(kept.before(), row * n + j), written);
      put(kept.after(), row * n + j, c);
    }
  }

  /** h of units from the given one on. */
  static void output(Step step, int row, int from) {
    int n = step.units();
    int to = row * step.outside().stride();
    for (int j = from; j < n; j++) {
      float o = at(step.kept().gates(), row * width(n) + 2 * n + j);
      put(step.outside().values(), to + j, o * at(step.kept().squashed(), row * n + j));
    }
  }

  static void mask(Step step, int row) {
    float mask = step.mask(row);
    if (mask != 1) {
      for (int j = 0; j < step.units(); j++) {
        scale(step.kept().after(), row * step.units() + j, mask);
        scale(step.outside().values(), row * step.outside().stride() + j, mask);
      }
    }
  }

  static void scale(ByteBuffer values, int index, float factor) {
    put(values, index, factor * at(values, index));
  }

  @Override
  public void backward(Step step) {
    for (int row = 0; row < step.rows(); row++) {
      backward(step, row, 0);
      sum(step, row, 0);
      sumByVector(step, row, 0);
    }
  }

  /** Adds z's gradients, from the given column on, to those of the row's vector. */
  static void sumByVector(Step step, int row, int from) {
    Sums sums = step.backflow().sums();
    if (sums != null) {
      int width = width(step.units());
      int to = sums.vectors()[sums.first() + row] * width;
      for (int j = from; j < 4 * step.units(); j++) {
        float gradient = at(step.kept().gates(), row * width + j);
        put(sums.values(), to + j, at(sums.values(), to + j) + gradient);
      }
    }
  }

  /** Adds z's gradients, from the given column on, to the bias's. */
  static void sum(Step step, int row, int from) {
    ByteBuffer sums = step.backflow().bias();
    int at = row * width(step.units());
    for (int j = from; j < 4 * step.units(); j++) {
      put(sums, j, at(sums, j) + at(step.kept().gates(), at + j));
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
      float f = at(z, at + n);
      float o = at(z, at + 2 * n);
      float i = at(z, at + 3 * n);
      float squashed = at(step.kept().squashed(), unit);
      float above = at(step.outside().values(), row * step.outside().stride() + j);
      float dh = (above + at(step.backflow().recurrent(), unit)) * mask;
      float dho = dh * o;
      float dc = Math.fma(1 - squashed * squashed, dho, at(carry, unit) * mask);
      float dcf = dc * f;
      float dci = dc * i;
      put(carry, unit, dcf);
      put(z, at, dci * (1 - g * g));
      put(z, at + n, dcf * at(step.kept().before(), unit) * (1 - f));
      put(z, at + 2 * n, dho * squashed * (1 - o));
      put(z, at + 3 * n, dci * g * (1 - i));
    }
  }
}
