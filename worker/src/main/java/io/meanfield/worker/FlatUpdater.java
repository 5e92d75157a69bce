package io.meanfield.worker;

import io.meanfield.worker.optim.GradientNorm;
import io.meanfield.worker.optim.Optimizer;
import io.meanfield.worker.optim.Optimizer.Rate;
import io.meanfield.worker.optim.Optimizer.Vectors;
import io.meanfield.worker.optim.UpdateLoops;
import io.meanfield.worker.optim.UpdateRule;
import io.meanfield.zoo.FlatMemory;
import io.meanfield.zoo.ParameterLayout;
import io.meanfield.zoo.ParameterLayout.Role;
import io.meanfield.zoo.ParameterLayout.Segment;

/**
 * One optimizer update of a network's memory: means, l2, clipping, weight decay and the update
 * rule, each on the parameters it is meant for. Running statistics move by their "gradient" alone.
 *
 * <p>It is one pass, and before it one over the gradients if they are clipped: chunk by chunk
 * through two arrays that stay in the CPU's first cache. Used by one thread.
 */
final class FlatUpdater {
  private final TrainingConfig training;
  private final ParameterLayout layout;
  private final long totalSteps;
  private final UpdateLoops loops;
  private final float[] p = new float[UpdateLoops.MAX_CHUNK];
  private final float[] g = new float[UpdateLoops.MAX_CHUNK];

  FlatUpdater(TrainingConfig training, ParameterLayout layout, long totalSteps) {
    this.training = training;
    this.layout = layout;
    this.totalSteps = totalSteps;
    this.loops = UpdateLoops.of(layout.length());
  }

  /**
   * @param state the optimizer's, changed in place
   * @param step in the run, from 0: where the schedule stands
   * @param numUpdates of this replica with this one, from 1
   */
  void update(FlatMemory memory, float[][] state, long step, long numUpdates) {
    Optimizer optimizer = training.optimizer();
    double lr = optimizer.learningRate() * training.schedule().factor(step, totalSteps);
    UpdateRule rule = optimizer.rule(new Rate(lr, numUpdates), loops);
    float keep = (float) (1 - lr * optimizer.weightDecay());
    float scale = clipScale(memory);
    Vectors vectors = new Vectors(p, g, state);
    for (Segment s : layout.segments()) {
      for (int from = s.offset(); from < s.end() && s.role() != Role.FROZEN; from += p.length) {
        int length = Math.min(p.length, s.end() - from);
        readGradients(memory, s.role(), from, length);
        memory.parameters().get(from, p, 0, length);
        if (s.role() == Role.STATISTIC) {
          subtractGradients(length);
        } else {
          multiply(g, scale, length);
          multiply(p, s.role() == Role.WEIGHT ? keep : 1, length);
          rule.update(vectors, from, length);
        }
        memory.parameters().put(from, p, 0, length);
      }
    }
  }

  /** Makes the gradients as long as the limit if they are longer; 1 if their norm is NaN. */
  private float clipScale(FlatMemory memory) {
    if (training.clipNorm() == 0) {
      return 1;
    }
    GradientNorm sums = new GradientNorm(loops);
    for (Segment s : layout.segments()) {
      for (int from = s.offset(); from < s.end() && isOptimized(s.role()); from += g.length) {
        int length = Math.min(g.length, s.end() - from);
        readGradients(memory, s.role(), from, length);
        sums.add(g, length);
      }
    }
    double norm = sums.value();
    return norm > training.clipNorm() ? (float) (training.clipNorm() / norm) : 1;
  }

  private static boolean isOptimized(Role role) {
    return role == Role.WEIGHT || role == Role.BIAS;
  }

  /** Takes a chunk of gradients into g: where there is an optimizer as means and with their l2. */
  private void readGradients(FlatMemory memory, Role role, int from, int length) {
    memory.gradients().get(from, g, 0, length);
    if (isOptimized(role)) {
      divide(g, memory.numLosses(), length);
    }
    if (role == Role.WEIGHT && training.l2() != 0) {
      memory.parameters().get(from, p, 0, length);
      float l2 = (float) training.l2();
      for (int i = 0; i < length; i++) {
        g[i] += l2 * p[i];
      }
    }
  }

  private void subtractGradients(int length) {
    for (int i = 0; i < length; i++) {
      p[i] -= g[i];
    }
  }

  /** By a power of two it is a multiplication, which is faster and gives the same bits. */
  private static void divide(float[] values, int divisor, int length) {
    if (Integer.bitCount(divisor) == 1) {
      multiply(values, 1f / divisor, length);
      return;
    }
    for (int i = 0; i < length; i++) {
      values[i] /= divisor;
    }
  }

  private static void multiply(float[] values, float factor, int length) {
    if (factor == 1) {
      return;
    }
    for (int i = 0; i < length; i++) {
      values[i] *= factor;
    }
  }
}
