package io.meanfield.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.augment.AugmentationConfig;
import io.meanfield.worker.FlatUpdater.Extent;
import io.meanfield.worker.FlatUpdater.Memory;
import io.meanfield.worker.optim.Adam;
import io.meanfield.worker.optim.AdamW;
import io.meanfield.worker.optim.Momentum;
import io.meanfield.worker.optim.Nesterov;
import io.meanfield.worker.optim.Optimizer;
import io.meanfield.worker.optim.Optimizer.Rate;
import io.meanfield.worker.optim.Optimizer.Vectors;
import io.meanfield.worker.optim.Schedule;
import io.meanfield.worker.optim.Sgd;
import io.meanfield.worker.optim.UpdateLoops;
import io.meanfield.worker.optim.UpdateRule;
import io.meanfield.worker.sync.Stretch;
import io.meanfield.zoo.FlatMemory;
import io.meanfield.zoo.ParameterLayout;
import io.meanfield.zoo.ParameterLayout.Role;
import io.meanfield.zoo.ParameterLayout.Segment;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The update in one pass is, bit for bit, one whole loop over each segment after another. */
@Tag("unit")
class TestFusedUpdate {
  private static final double LR = 0.01;

  private record Row(ParameterLayout layout, Optimizer optimizer, double l2, double clipNorm) {
    @Override
    public String toString() {
      return "%s, l2 %s, clip %s, %d parameters"
          .formatted(optimizer, l2, clipNorm, layout.length());
    }
  }

  private static Stream<Row> rows() {
    ParameterLayout small = layout(5);
    ParameterLayout large = layout(UpdateLoops.NUM_PARAMETERS_OF_LARGE);
    Adam adam = new Adam(LR, 0.9, 0.999, 1e-8);
    Stream<Row> rows =
        Stream.of(
                new Sgd(LR),
                new Momentum(LR, 0.9),
                new Nesterov(LR, 0.9),
                adam,
                new AdamW(LR, 0.9, 0.999, 1e-8, 0.3))
            .flatMap(
                optimizer ->
                    Stream.of(
                        new Row(small, optimizer, 0, 0),
                        new Row(small, optimizer, 0.2, 0),
                        new Row(small, optimizer, 0, 3),
                        new Row(small, optimizer, 0.2, 3),
                        new Row(small, optimizer, 0.2, 1e6)));
    return Stream.concat(rows, Stream.of(new Row(large, adam, 0.2, 3)));
  }

  /** Lengths around those of the chunk and of the CPU's vectors, every role in turn. */
  private static ParameterLayout layout(int last) {
    int chunk = UpdateLoops.MAX_CHUNK;
    int[] lengths = {1, 3, 17, chunk - 1, chunk, chunk + 1, 3 * chunk, 4095, 4096, 4097};
    Role[] roles = {Role.WEIGHT, Role.BIAS, Role.WEIGHT, Role.STATISTIC, Role.FROZEN};
    List<Segment> segments = new ArrayList<>();
    int offset = 0;
    for (int i = 0; i < roles.length * lengths.length; i++) {
      int length = lengths[i % lengths.length];
      segments.add(new Segment("" + i, "x", offset, length, roles[i % roles.length]));
      offset += length;
    }
    segments.add(new Segment("last", "x", offset, last, Role.WEIGHT));
    return new ParameterLayout(segments);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void onePassGivesTheBytesOfOneLoopAfterAnother(Row row) {
    TrainingConfig training =
        new TrainingConfig(
            1,
            1,
            1,
            row.optimizer(),
            new Schedule.Constant(0),
            Loss.BY_LABELS,
            row.l2(),
            row.clipNorm(),
            0,
            AugmentationConfig.NONE);
    int n = row.layout().length();
    FlatUpdater updater = new FlatUpdater(training, row.layout(), 100);
    Random random = new Random(3);
    float[] expected = numbers(random, n);
    float[][] expectedState = new float[row.optimizer().numStateVectors()][n];
    float[][] state = new float[row.optimizer().numStateVectors()][n];
    float[] found = expected.clone();
    for (int t = 1; t <= 3; t++) {
      float[] sums = numbers(random, n);
      FlatMemory memory = TestFlatUpdater.memory(found, sums, 6 + t); // one is a power of two
      float[][] otherState = Arrays.stream(state).map(float[]::clone).toArray(float[][]::new);
      float[] elsewhere = elsewhere(updater, memory, otherState, t);
      updater.update(memory, state, t - 1, t);
      found = TestFlatUpdater.copy(memory.parameters());
      assertArrayEquals(found, elsewhere, "not in place, update " + t);
      assertArrayEquals(state, otherState, "not in place, update " + t);
      oneAfterAnother(row, new Vectors(expected, sums, expectedState), 6 + t, t);
      assertArrayEquals(expected, found, "update " + t);
      assertArrayEquals(expectedState, state, "update " + t);
    }
  }

  /** The same update that leaves the parameters as they are and writes those after it. */
  private static float[] elsewhere(FlatUpdater updater, FlatMemory flat, float[][] state, int t) {
    float[] before = TestFlatUpdater.copy(flat.parameters());
    float[] after = new float[before.length];
    Memory memory =
        new Memory(0, flat.parameters(), FloatBuffer.wrap(after), flat.gradients(), state);
    Stretch all = new Stretch(0, before.length);
    double squares = updater.clips() ? updater.squares(memory, all, flat.numLosses()) : 0;
    Extent extent = new Extent(updater.rate(t - 1, t), flat.numLosses(), squares);
    updater.update(memory, all, extent);
    assertArrayEquals(before, TestFlatUpdater.copy(flat.parameters()));
    return after;
  }

  private static void oneAfterAnother(Row row, Vectors vectors, int numExamples, int t) {
    float[] p = vectors.parameters();
    float[] g = vectors.gradients();
    float l2 = (float) row.l2();
    float keep = (float) (1 - LR * row.optimizer().weightDecay());
    double squares = 0;
    for (Segment s : row.layout().segments()) {
      boolean isOptimized = s.role() == Role.WEIGHT || s.role() == Role.BIAS;
      for (int i = s.offset(); i < s.end() && isOptimized; i++) {
        g[i] /= numExamples;
        if (s.role() == Role.WEIGHT && l2 > 0) {
          g[i] += l2 * p[i];
        }
        squares += (double) g[i] * g[i];
      }
    }
    double norm = Math.sqrt(squares);
    assertTrue(norm > 3 && norm < 1e6, "the gradient is clipped by 3 and not by 1e6");
    boolean isClipped = row.clipNorm() > 0 && norm > row.clipNorm();
    UpdateRule rule = row.optimizer().rule(new Rate(LR, t), UpdateLoops.of(1));
    float scale = isClipped ? (float) (row.clipNorm() / norm) : 1;
    for (Segment s : row.layout().segments()) {
      if (s.role() == Role.FROZEN) {
        continue;
      }
      for (int i = s.offset(); i < s.end(); i++) {
        if (s.role() == Role.STATISTIC) {
          p[i] -= g[i];
          continue;
        }
        float[] element = {s.role() == Role.WEIGHT ? keep * p[i] : p[i]};
        float[] gradient = {scale * g[i]};
        rule.update(new Vectors(element, gradient, vectors.state()), i, 1);
        p[i] = element[0];
      }
    }
  }

  private static float[] numbers(Random random, int n) {
    float[] values = new float[n];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
