package io.meanfield.worker;

import io.meanfield.worker.optim.Optimizer;
import io.meanfield.worker.optim.Optimizer.Rate;
import io.meanfield.worker.optim.Optimizer.Vectors;
import io.meanfield.zoo.ParameterLayout;
import io.meanfield.zoo.ParameterLayout.Role;
import io.meanfield.zoo.ParameterLayout.Segment;

/**
 * One optimizer update of the whole flat vector: l2, clipping, weight decay and the update rule,
 * each on the parameters it is meant for. Running statistics move by their "gradient" alone.
 */
final class FlatUpdater {
  private final TrainingConfig training;
  private final ParameterLayout layout;
  private final long totalSteps;

  FlatUpdater(TrainingConfig training, ParameterLayout layout, long totalSteps) {
    this.training = training;
    this.layout = layout;
    this.totalSteps = totalSteps;
  }

  /**
   * @param step in the run, from 0: where the schedule stands
   * @param numUpdates of this replica with this one, from 1
   */
  void update(Vectors vectors, long step, long numUpdates) {
    addL2(vectors);
    clip(vectors.gradients());
    Optimizer optimizer = training.optimizer();
    double lr = optimizer.learningRate() * training.schedule().factor(step, totalSteps);
    Rate rate = new Rate(lr, numUpdates);
    for (Segment s : layout.segments()) {
      int to = s.offset() + s.length();
      if (s.role() == Role.STATISTIC) {
        subtract(vectors, s.offset(), to);
        continue;
      }
      if (s.role() == Role.WEIGHT && optimizer.weightDecay() > 0) {
        decay(vectors.parameters(), s.offset(), to, lr * optimizer.weightDecay());
      }
      optimizer.update(vectors, s.offset(), to, rate);
    }
  }

  private void addL2(Vectors vectors) {
    if (training.l2() == 0) {
      return;
    }
    float l2 = (float) training.l2();
    float[] p = vectors.parameters();
    float[] g = vectors.gradients();
    for (Segment s : layout.segments()) {
      if (s.role() == Role.WEIGHT) {
        for (int i = s.offset(); i < s.offset() + s.length(); i++) {
          g[i] += l2 * p[i];
        }
      }
    }
  }

  private void clip(float[] gradients) {
    if (training.clipNorm() == 0) {
      return;
    }
    double squares = 0;
    for (Segment s : layout.segments()) {
      if (s.role() != Role.STATISTIC) {
        for (int i = s.offset(); i < s.offset() + s.length(); i++) {
          squares += (double) gradients[i] * gradients[i];
        }
      }
    }
    double norm = Math.sqrt(squares);
    if (norm > training.clipNorm()) {
      float scale = (float) (training.clipNorm() / norm);
      for (Segment s : layout.segments()) {
        if (s.role() != Role.STATISTIC) {
          for (int i = s.offset(); i < s.offset() + s.length(); i++) {
            gradients[i] *= scale;
          }
        }
      }
    }
  }

  private static void decay(float[] p, int from, int to, double rate) {
    float keep = (float) (1 - rate);
    for (int i = from; i < to; i++) {
      p[i] *= keep;
    }
  }

  private static void subtract(Vectors vectors, int from, int to) {
    float[] p = vectors.parameters();
    float[] g = vectors.gradients();
    for (int i = from; i < to; i++) {
      p[i] -= g[i];
    }
  }
}
