package io.meanfield.zoo.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meanfield.zoo.kernel.StepLoops.Backflow;
import io.meanfield.zoo.kernel.StepLoops.Kept;
import io.meanfield.zoo.kernel.StepLoops.Outside;
import io.meanfield.zoo.kernel.StepLoops.Step;
import io.meanfield.zoo.kernel.StepLoops.Sums;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestStepLoops {
  private static final int ROWS = 3;

  @Test
  void vectorsGiveTheBitsOfPlainLoops() {
    for (int units : new int[] {1, 15, 16, 33, 256}) {
      for (float[] mask : new float[][] {null, {1, 0, 1}}) {
        expectSame(new PlainLstm(), VectorLstm.loops(), units, mask);
        expectSame(new PlainGru(), VectorGru.loops(), units, mask);
      }
    }
  }

  private static void expectSame(StepLoops plain, StepLoops vectors, int units, float[] mask) {
    Step expected = step(units, mask);
    Step actual = step(units, mask);
    plain.forward(expected);
    vectors.forward(actual);
    assertEquals(buffers(expected), buffers(actual));
    plain.backward(expected);
    vectors.backward(actual);
    assertEquals(buffers(expected), buffers(actual));
  }

  private static Step step(int units, float[] mask) {
    Random random = new Random(units);
    int all = ROWS * units;
    Kept kept =
        new Kept(
            random(random, ROWS * StepLoops.width(units)),
            random(random, all),
            random(random, all),
            random(random, all));
    int stride = units + 2;
    Outside outside = new Outside(random(random, ROWS * stride), stride, mask);
    Backflow backflow =
        new Backflow(
            random(random, all),
            random(random, all),
            random(random, 4 * units),
            new Sums(random(random, 2 * StepLoops.width(units)), new int[] {9, 1, 0, 1}, 1));
    return new Step(ROWS, units, kept, outside, backflow);
  }

  private static ByteBuffer random(Random random, int numFloats) {
    ByteBuffer floats = ByteBuffer.allocateDirect(numFloats * 4).order(ByteOrder.nativeOrder());
    for (int i = 0; i < numFloats; i++) {
      floats.putFloat(i * 4, (float) random.nextGaussian() * 3);
    }
    return floats;
  }

  private static List<ByteBuffer> buffers(Step step) {
    Kept kept = step.kept();
    Backflow backflow = step.backflow();
    return Stream.of(
            kept.gates(),
            kept.before(),
            kept.after(),
            kept.squashed(),
            step.outside().values(),
            backflow.carry(),
            backflow.recurrent(),
            backflow.bias(),
            backflow.sums().values())
        .toList();
  }

  @Test
  void squashingIsNearTanhAndTheLogisticFunction() {
    for (float x = -20; x < 20; x += 0.001f) {
      double tanh = Math.tanh(x);
      assertEquals(tanh, Squash.tanh(x), 3e-7 * Math.max(Math.abs(tanh), 1e-6));
      assertEquals(1 / (1 + Math.exp(-x)), Squash.logistic(x), 3e-7);
    }
    assertEquals(Float.NaN, Squash.tanh(Float.NaN));
  }
}
