package io.meanfield.worker;

import io.meanfield.worker.optim.Optimizer;
import io.meanfield.worker.optim.Optimizer.Rate;
import io.meanfield.worker.optim.Optimizer.Vectors;
import io.meanfield.worker.optim.SquareSum;
import io.meanfield.worker.optim.UpdateLoops;
import io.meanfield.worker.optim.UpdateRule;
import io.meanfield.worker.sync.Stretch;
import io.meanfield.zoo.FlatMemory;
import io.meanfield.zoo.ParameterLayout;
import io.meanfield.zoo.ParameterLayout.Role;
import io.meanfield.zoo.ParameterLayout.Segment;
import java.nio.FloatBuffer;

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
   * The vectors that an update reads and changes, from one parameter of the flat vector on.
   *
   * @param offset of that parameter
   * @param before the update, the parameters
   * @param parameters after it; may be the same buffer
   * @param gradients as in {@link FlatMemory}
   * @param state the optimizer's, changed in place
   */
  record Memory(
      int offset,
      FloatBuffer before,
      FloatBuffer parameters,
      FloatBuffer gradients,
      float[][] state) {

    static Memory inPlace(
        int offset, FloatBuffer parameters, FloatBuffer gradients, float[][] state) {
      return new Memory(offset, parameters, parameters, gradients, state);
    }

    boolean isInPlace() {
      return before == parameters;
    }

    /** A stretch of the parameters, in place. */
    FloatBuffer parameters(Stretch stretch) {
      return parameters.slice(stretch.from() - offset, stretch.length());
    }
  }

  /**
   * What is the same for all parameters in an update.
   *
   * @param numLosses as in {@link FlatMemory}
   * @param squares of the whole gradient; looked at only if it is clipped
   */
  record Extent(Rate rate, long numLosses, double squares) {}

  /**
   * Updates a whole network.
   *
   * @param state the optimizer's, changed in place
   * @param step in the run, from 0: where the schedule stands
   * @param numUpdates of this replica with this one, from 1
   */
  void update(FlatMemory flat, float[][] state, long step, long numUpdates) {
    Memory memory = Memory.inPlace(0, flat.parameters(), flat.gradients(), state);
    Stretch all = new Stretch(0, layout.length());
    double squares = clips() ? squares(memory, all, flat.numLosses()) : 0;
    update(memory, all, new Extent(rate(step, numUpdates), flat.numLosses(), squares));
  }

  /** How far an update goes; arguments as of an update. */
  Rate rate(long step, long numUpdates) {
    double factor = training.schedule().factor(step, totalSteps);
    return new Rate(training.optimizer().learningRate() * factor, numUpdates);
  }

  /** Whether the length of the gradient matters. */
  boolean clips() {
    return training.clipNorm() != 0;
  }

  /** Updates a stretch of what is in a memory. */
  void update(Memory memory, Stretch stretch, Extent extent) {
    Optimizer optimizer = training.optimizer();
    UpdateRule rule = optimizer.rule(extent.rate(), loops);
    float keep = (float) (1 - extent.rate().learningRate() * optimizer.weightDecay());
    float scale = clipScale(Math.sqrt(extent.squares()));
    Vectors vectors = new Vectors(p, g, memory.state());
    for (Segment s : layout.segments()) {
      int end = Math.min(s.end(), stretch.to());
      for (int from = Math.max(s.offset(), stretch.from());
          from < end && !(s.role() == Role.FROZEN && memory.isInPlace());
          from += p.length) {
        int length = Math.min(p.length, end - from);
        int at = from - memory.offset();
        readGradients(memory, s.role(), at, length, extent.numLosses());
        memory.before().get(at, p, 0, length);
        if (s.role() == Role.STATISTIC) {
          subtractGradients(length);
        } else if (s.role() != Role.FROZEN) {
          multiply(g, scale, length);
          multiply(p, s.role() == Role.WEIGHT ? keep : 1, length);
          rule.update(vectors, at, length);
        }
        memory.parameters().put(at, p, 0, length);
      }
    }
  }

  /** The sum of the squared gradients, which the norm is the root of, over a stretch. */
  double squares(Memory memory, Stretch stretch, long numLosses) {
    SquareSum sums = new SquareSum(loops);
    for (Segment s : layout.segments()) {
      int end = Math.min(s.end(), stretch.to());
      for (int from = Math.max(s.offset(), stretch.from());
          from < end && isOptimized(s.role());
          from += g.length) {
        int length = Math.min(g.length, end - from);
        readGradients(memory, s.role(), from - memory.offset(), length, numLosses);
        sums.add(g, length);
      }
    }
    return sums.value();
  }

  /** Makes the gradients as long as the limit if they are longer; 1 if their norm is NaN. */
  private float clipScale(double norm) {
    return clips() && norm > training.clipNorm() ? (float) (training.clipNorm() / norm) : 1;
  }

  private static boolean isOptimized(Role role) {
    return role == Role.WEIGHT || role == Role.BIAS;
  }

  /** Takes a chunk of gradients into g: where there is an optimizer as means and with their l2. */
  private void readGradients(Memory memory, Role role, int at, int length, long numLosses) {
    memory.gradients().get(at, g, 0, length);
    if (isOptimized(role)) {
      divide(g, numLosses, length);
    }
    if (role == Role.WEIGHT && training.l2() != 0) {
      memory.before().get(at, p, 0, length);
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
  private static void divide(float[] values, long divisor, int length) {
    if (Long.bitCount(divisor) == 1) {
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
