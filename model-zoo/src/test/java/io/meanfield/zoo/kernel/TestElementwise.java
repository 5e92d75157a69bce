package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.Twins.EXACT;
import static io.meanfield.zoo.kernel.Twins.FAST;
import static io.meanfield.zoo.kernel.Twins.exact;
import static io.meanfield.zoo.kernel.Twins.exactly;
import static io.meanfield.zoo.kernel.Twins.expectNear;
import static io.meanfield.zoo.kernel.Twins.random;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

@Tag("unit")
class TestElementwise {
  static final List<Activation> ACTIVATIONS =
      List.of(
          Activation.IDENTITY,
          Activation.RELU,
          new Activation(Activation.Kind.LEAKY_RELU, 0.01),
          new Activation(Activation.Kind.LEAKY_RELU, -0.5),
          new Activation(Activation.Kind.ELU, 1),
          new Activation(Activation.Kind.ELU, 0.3),
          new Activation(Activation.Kind.ELU, -0.5),
          Activation.TANH,
          Activation.SIGMOID,
          new Activation(Activation.Kind.SWISH, 1),
          new Activation(Activation.Kind.SWISH, 1.702),
          Activation.GELU);

  private static final long[][] SHAPES = {{1, 1}, {5, 7}, {2, 3, 5}, {2, 3, 4, 5}, {1, 1, 3, 2}};

  @Test
  void activationsAreTheSame() {
    for (Activation activation : ACTIVATIONS) {
      for (long[] shape : SHAPES) {
        INDArray input = random(1, shape).muli(3);
        INDArray expected = exactly(shape);
        EXACT.elementwise().activate(activation, exact(input), expected);
        for (Place place : Place.values()) {
          for (Place other : Place.USUAL) {
            String message = activation + Arrays.toString(shape) + place + other;
            Place.Result found = other.result(DataType.FLOAT, shape);
            FAST.elementwise().activate(activation, place.of(input), found.array());
            expectNear(expected, found, message);
          }
          INDArray inPlace = place.of(input);
          FAST.elementwise().activate(activation, inPlace, inPlace);
          expectNear(expected, inPlace, activation + Arrays.toString(shape) + place);
        }
      }
    }
  }

  @Test
  void gradientsOfActivationsAreTheSame() {
    for (Activation activation : ACTIVATIONS) {
      for (long[] shape : new long[][] {{5, 7}, {2, 3, 4, 5}, {1, 1, 3, 2}}) {
        INDArray input = exact(random(1, shape).muli(3));
        INDArray told = input.dup();
        if (activation.isToldByOutput()) {
          EXACT.elementwise().activate(activation, input, told);
        }
        INDArray above = random(2, shape);
        INDArray expected = exactly(shape);
        EXACT.elementwise().activateGradient(activation, told, exact(above), expected);
        for (Place place : Place.values()) {
          for (Place other : Place.USUAL) {
            String message = activation + Arrays.toString(shape) + place + other;
            INDArray toldHere = place.of(told.castTo(DataType.FLOAT));
            INDArray aboveHere = other.of(above);
            for (Place third : List.of(place, other)) {
              Place.Result found = third.result(DataType.FLOAT, shape);
              FAST.elementwise().activateGradient(activation, toldHere, aboveHere, found.array());
              expectNear(expected, found, message + third);
            }
            expectNear(exact(above), aboveHere, message + ": what is given stays");
            FAST.elementwise().activateGradient(activation, toldHere, aboveHere, aboveHere);
            expectNear(expected, aboveHere, message + ", in place");
          }
        }
      }
    }
  }

  @Test
  void copiesAndSumsAreTheSame() {
    for (long[] shape : SHAPES) {
      INDArray lhs = random(1, shape);
      INDArray rhs = random(2, shape);
      for (Place place : Place.values()) {
        for (Place other : Place.values()) {
          for (Place third : Place.USUAL) {
            String message = Arrays.toString(shape) + place + other + third;
            Place.Result found = third.result(DataType.FLOAT, shape);
            FAST.elementwise().add(place.of(lhs), other.of(rhs), found.array());
            expectNear(exact(lhs).add(exact(rhs)), found, message);
          }
          Place.Result found = other.result(DataType.FLOAT, shape);
          FAST.elementwise().copy(place.of(lhs), found.array());
          expectNear(exact(lhs), found, Arrays.toString(shape) + place + other);
        }
      }
    }
  }

  @Test
  void aSumMayTakeThePlaceOfWhatIsAdded() {
    INDArray lhs = random(1, 2, 3, 4, 5);
    INDArray rhs = random(2, 2, 3, 4, 5);
    INDArray expected = exact(lhs).add(exact(rhs));
    for (Place place : Place.values()) {
      for (Place other : Place.values()) {
        INDArray first = place.of(lhs);
        INDArray second = other.of(rhs);
        FAST.elementwise().add(first, second, second);
        expectNear(expected, second, place + " into the second, " + other);
        second = other.of(rhs);
        FAST.elementwise().add(first, second, first);
        expectNear(expected, first, place + " into the first, " + other);
      }
    }
  }
}
