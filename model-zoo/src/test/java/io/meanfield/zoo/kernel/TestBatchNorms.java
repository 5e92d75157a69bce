package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.Twins.EXACT;
import static io.meanfield.zoo.kernel.Twins.FAST;
import static io.meanfield.zoo.kernel.Twins.exact;
import static io.meanfield.zoo.kernel.Twins.exactly;
import static io.meanfield.zoo.kernel.Twins.expectNear;
import static io.meanfield.zoo.kernel.Twins.random;

import io.meanfield.zoo.kernel.BatchNorms.Forward;
import io.meanfield.zoo.kernel.BatchNorms.Gradients;
import io.meanfield.zoo.kernel.BatchNorms.Norm;
import io.meanfield.zoo.kernel.BatchNorms.Statistics;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

@Tag("unit")
class TestBatchNorms {
  private static final double EPSILON = 1e-3;
  private static final List<Activation> ACTIVATIONS = List.of(Activation.IDENTITY, Activation.RELU);
  private static final long[][] SHAPES = {
    {3, 1}, {17, 5}, {64, 33}, {1, 3, 5, 4}, {3, 1, 2, 2}, {17, 33, 3, 5}, {5, 16, 1, 1}
  };

  @Test
  void trainingAndItsGradientsAreTheSame() {
    for (Activation activation : ACTIVATIONS) {
      for (long[] shape : SHAPES) {
        for (Place place : Place.values()) {
          for (Place other : Place.USUAL) {
            expectSameTraining(activation, shape, place, other);
          }
        }
      }
    }
  }

  private static void expectSameTraining(
      Activation activation, long[] shape, Place place, Place other) {
    String message = activation + Arrays.toString(shape) + place + other;
    INDArray input = random(1, shape).muli(3).addi(2);
    Norm norm = norm(activation, shape[1]);
    Forward exactly =
        new Forward(
            exact(input),
            exactNorm(norm),
            new Statistics(exactly(shape[1]), exactly(shape[1])),
            new Saved());
    INDArray expected = exactly(shape);
    EXACT.batchNorms().train(exactly, expected);
    Forward forward =
        new Forward(
            place.of(input),
            norm,
            new Statistics(random(5, shape[1]), random(6, shape[1])),
            new Saved());
    Place.Result found = other.result(DataType.FLOAT, shape);
    FAST.batchNorms().train(forward, found.array());
    expectNear(expected, found, message);
    expectNear(exactly.statistics().mean(), forward.statistics().mean(), message + " mean");
    expectNear(exactly.statistics().variance(), forward.statistics().variance(), message);

    INDArray above = random(4, shape);
    Gradients gradients = new Gradients(exactly(shape), exactly(shape[1]), exactly(shape[1]));
    EXACT.batchNorms().gradient(exactly, exact(above), gradients);
    Place.Result below = place.result(DataType.FLOAT, shape);
    Gradients foundGradients =
        new Gradients(below.array(), random(7, shape[1]), random(8, shape[1]));
    FAST.batchNorms().gradient(forward, other.of(above), foundGradients);
    expectNear(gradients.input(), below, message + " input gradient");
    expectNear(gradients.gain(), foundGradients.gain(), message + " gain's gradient");
    expectNear(gradients.shift(), foundGradients.shift(), message + " shift's gradient");
  }

  @Test
  void inferenceIsTheSame() {
    for (Activation activation : ACTIVATIONS) {
      for (long[] shape : SHAPES) {
        INDArray input = random(1, shape);
        Norm norm = norm(activation, shape[1]);
        INDArray mean = random(2, shape[1]);
        INDArray variance = random(3, shape[1]);
        variance.muli(variance);
        INDArray expected = exactly(shape);
        EXACT
            .batchNorms()
            .infer(
                exact(input),
                exactNorm(norm),
                new Statistics(exact(mean), exact(variance)),
                expected);
        for (Place place : Place.values()) {
          for (Place other : Place.USUAL) {
            Place.Result found = other.result(DataType.FLOAT, shape);
            FAST.batchNorms()
                .infer(place.of(input), norm, new Statistics(mean, variance), found.array());
            expectNear(expected, found, activation + Arrays.toString(shape) + place + other);
          }
        }
      }
    }
  }

  private static Norm norm(Activation activation, long channels) {
    return new Norm(random(2, channels), random(3, channels), EPSILON, activation);
  }

  private static Norm exactNorm(Norm norm) {
    return new Norm(exact(norm.gain()), exact(norm.shift()), norm.epsilon(), norm.activation());
  }

  @Test
  void runningStatisticsMoveTheSame() {
    INDArray running = random(1, 33);
    INDArray batch = random(2, 33);
    batch.muli(batch);
    INDArray expected = exactly(33);
    INDArray found = random(3, 33);
    EXACT.batchNorms().update(0.7, exact(running), exact(batch), expected);
    FAST.batchNorms().update(0.7, running, batch, found);
    expectNear(expected, found, "mean");
    EXACT.batchNorms().updateLogarithm(0.7, exact(running), exact(batch), expected);
    FAST.batchNorms().updateLogarithm(0.7, running, batch, found);
    expectNear(expected, found, "variance");
  }
}
