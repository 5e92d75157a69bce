package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.Tolerances.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meanfield.zoo.kernel.Recurrence.Cell;
import io.meanfield.zoo.kernel.Recurrence.Direction;
import io.meanfield.zoo.kernel.Recurrence.Forward;
import io.meanfield.zoo.kernel.Recurrence.Gradients;
import io.meanfield.zoo.kernel.Recurrence.Input;
import io.meanfield.zoo.kernel.Recurrence.Net;
import io.meanfield.zoo.kernel.Recurrence.Places;
import io.meanfield.zoo.kernel.Recurrence.State;
import io.meanfield.zoo.kernel.Recurrence.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

@Tag("unit")
class TestRecurrence {
  private final Random random = new Random(5);

  /** Sizes and what is there of what need not be. */
  private record Case(
      Cell cell, Direction direction, long batch, long inputs, long units, long time, int extras) {
    boolean isMasked() {
      return (extras & 1) != 0;
    }

    boolean hasState() {
      return (extras & 2) != 0;
    }

    boolean isTimeMajor() {
      return (extras & 4) != 0;
    }

    boolean isOfVectors() {
      return extras >= 8;
    }
  }

  /** All that a pass gives. */
  private record Result(INDArray output, State last, Gradients gradients) {
    List<INDArray> arrays() {
      List<INDArray> arrays = new ArrayList<>();
      arrays.add(output);
      arrays.add(last.output());
      arrays.add(last.cell() == null ? last.output() : last.cell());
      arrays.add(gradients.input());
      arrays.add(gradients.weights().input());
      arrays.add(gradients.weights().recurrent());
      arrays.add(gradients.weights().bias());
      return arrays;
    }
  }

  private static final List<String> NAMES =
      List.of("output", "last h", "last c", "dx", "dW", "dR", "db");

  private List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (Cell cell : Cell.values()) {
      for (Direction direction : Direction.values()) {
        int extras = 0;
        for (long batch : new long[] {1, 3, 17}) {
          for (long time : new long[] {1, 2, 7}) {
            for (long inputs : new long[] {1, 3, 33}) {
              long units = new long[] {1, 33, 17}[extras % 3];
              cases.add(new Case(cell, direction, batch, inputs, units, time, extras++ % 16));
            }
          }
        }
        cases.add(new Case(cell, direction, 32, 5, 33, 4, 5)); // large enough for the Vector API
        cases.add(new Case(cell, direction, 32, 5, 33, 4, 13));
      }
    }
    return cases;
  }

  @Test
  void oneDnnIsTheReference() {
    for (Case c : cases()) {
      compare(c, new OneDnnRecurrence(Precision.F32), Tolerances.FLOAT);
    }
  }

  @Test
  void sixteenBitsAreNearTheReference() {
    assumeTrue(OneDnn.hasBf16(), "this CPU has no bf16");
    for (Case c : cases()) {
      compare(c, new OneDnnRecurrence(Precision.BF16), Tolerances.BF16);
    }
  }

  private void compare(Case c, Recurrence recurrence, double tolerance) {
    Forward forward = forward(c, DataType.FLOAT);
    INDArray gradient = sequence(c, c.units(), DataType.FLOAT);
    List<INDArray> expected = run(new Nd4jRecurrence(), forward, gradient).arrays();
    List<INDArray> actual = run(recurrence, forward, gradient).arrays();
    for (int i = 0; i < expected.size(); i++) {
      assertClose(expected.get(i), actual.get(i), tolerance, NAMES.get(i) + " of " + c);
    }
  }

  private Forward forward(Case c, DataType type) {
    Weights weights =
        new Weights(
            random(type, c.inputs(), c.cell().numGates() * c.units()).dup('f'),
            random(type, c.units(), c.cell().numGates() * c.units()).dup('f'),
            random(type, 4 * c.units()));
    INDArray mask = c.isMasked() ? random(type, c.batch(), c.time()).gt(-0.3).castTo(type) : null;
    State initial = c.hasState() ? state(c, type) : null;
    Input input = c.isOfVectors() ? vectors(c, type) : Input.of(sequence(c, c.inputs(), type));
    return new Forward(
        new Net(c.cell(), c.direction(), weights), input, mask, initial, new Saved());
  }

  private Input vectors(Case c, DataType type) {
    int[] vectors = new int[(int) (c.time() * c.batch())];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = random.nextInt(3);
    }
    INDArray values = random(type, 4, c.inputs(), 1);
    return new Input(values, new Places(vectors, c.batch()));
  }

  private State state(Case c, DataType type) {
    return new State(
        random(type, c.batch(), c.units()),
        c.cell() == Cell.LSTM ? random(type, c.batch(), c.units()) : null);
  }

  private INDArray sequence(Case c, long features, DataType type) {
    return c.isTimeMajor()
        ? random(type, c.time(), c.batch(), features).permute(1, 2, 0)
        : random(type, c.batch(), features, c.time());
  }

  private Result run(Recurrence recurrence, Forward forward, INDArray gradient) {
    INDArray output = gradient.dup().assign(0);
    boolean isLstm = forward.net().cell() == Cell.LSTM;
    INDArray h = Nd4j.create(gradient.dataType(), gradient.size(0), gradient.size(1));
    State last = new State(h, isLstm ? h.dup() : null);
    recurrence.forward(forward, output, last);
    Weights w = forward.net().weights();
    Weights gradients = new Weights(w.input().dup('f'), w.recurrent().dup('f'), w.bias().dup());
    Gradients result = new Gradients(forward.input().values().dup(), gradients);
    recurrence.gradient(forward, gradient, result);
    return new Result(output, last, result);
  }

  @Test
  void theReferencesGradientIsTheSlope() {
    for (Case c : cases()) {
      if (c.batch() == 3 && c.inputs() == 3) {
        expectSlope(c);
      }
    }
  }

  private void expectSlope(Case c) {
    Forward forward = forward(c, DataType.DOUBLE);
    INDArray above = sequence(c, c.units(), DataType.DOUBLE);
    Gradients gradients = run(new Nd4jRecurrence(), forward, above).gradients();
    Weights weights = forward.net().weights();
    expectSlope(forward, above, forward.input().values(), gradients.input());
    expectSlope(forward, above, weights.input(), gradients.weights().input());
    expectSlope(forward, above, weights.recurrent(), gradients.weights().recurrent());
    expectSlope(forward, above, weights.bias(), gradients.weights().bias());
  }

  private void expectSlope(Forward forward, INDArray above, INDArray changed, INDArray gradient) {
    double step = 1e-6;
    for (long i = 0; i < changed.length(); i += 1 + changed.length() / 5) {
      double before = changed.getDouble(i);
      changed.putScalar(i, before + step);
      double more = loss(forward, above);
      changed.putScalar(i, before - step);
      double less = loss(forward, above);
      changed.putScalar(i, before);
      double slope = (more - less) / (2 * step);
      assertEquals(slope, gradient.getDouble(i), Tolerances.SLOPE * Math.max(1, Math.abs(slope)));
    }
  }

  private static double loss(Forward forward, INDArray above) {
    INDArray output = above.dup();
    new Nd4jRecurrence().forward(forward, output, null);
    return output.mul(above).sumNumber().doubleValue();
  }

  @Test
  void inferenceOverManyStepsIsTheForwardPass() {
    for (Cell cell : Cell.values()) {
      for (Direction direction : Direction.values()) {
        for (int extras = 0; extras < 16; extras++) {
          Case c = new Case(cell, direction, 3, 5, 18, 150, extras);
          Forward forward = forward(c, DataType.FLOAT);
          INDArray expected = sequence(c, c.units(), DataType.FLOAT);
          INDArray actual = expected.dup().assign(0);
          State whole = state(c, DataType.FLOAT);
          State parts = state(c, DataType.FLOAT);
          new OneDnnRecurrence(Precision.F32).forward(forward, expected, whole);
          new OneDnnRecurrence(Precision.F32).infer(forward, actual, parts);
          assertEquals(expected, actual);
          assertEquals(whole, parts);
        }
      }
    }
  }

  @Test
  void aMaskedStepIsZeroAndTheNextBeginsAnew() {
    for (Cell cell : Cell.values()) {
      Case c = new Case(cell, Direction.LEFT_TO_RIGHT, 2, 3, 4, 3, 0);
      Forward whole = forward(c, DataType.FLOAT);
      INDArray mask = Nd4j.createFromArray(new float[][] {{1, 0, 1}, {1, 0, 1}});
      Forward masked = new Forward(whole.net(), whole.input(), mask, null, new Saved());
      INDArray output = sequence(c, 4, DataType.FLOAT);
      new OneDnnRecurrence(Precision.F32).forward(masked, output, null);
      var end = NDArrayIndex.interval(2, 3);
      INDArray lastInput = whole.input().values().get(NDArrayIndex.all(), NDArrayIndex.all(), end);
      INDArray alone = Nd4j.create(DataType.FLOAT, 2, 4, 1);
      Forward anew = new Forward(whole.net(), Input.of(lastInput), null, null, new Saved());
      new OneDnnRecurrence(Precision.F32).forward(anew, alone, null);
      assertEquals(alone, output.get(NDArrayIndex.all(), NDArrayIndex.all(), end));
      var middle = NDArrayIndex.point(1);
      INDArray zeros = output.get(NDArrayIndex.all(), NDArrayIndex.all(), middle);
      assertEquals(0, zeros.amaxNumber().doubleValue());
    }
  }

  private INDArray random(DataType type, long... shape) {
    INDArray array = Nd4j.create(DataType.DOUBLE, shape);
    for (long i = 0; i < array.length(); i++) {
      array.putScalar(i, random.nextGaussian() * 0.5);
    }
    return array.castTo(type);
  }
}
