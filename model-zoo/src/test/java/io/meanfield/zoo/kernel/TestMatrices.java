package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.Twins.EXACT;
import static io.meanfield.zoo.kernel.Twins.FAST;
import static io.meanfield.zoo.kernel.Twins.exact;
import static io.meanfield.zoo.kernel.Twins.exactly;
import static io.meanfield.zoo.kernel.Twins.expectNear;
import static io.meanfield.zoo.kernel.Twins.random;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

@Tag("unit")
class TestMatrices {
  private static final long[][] SIZES = {{1, 1, 1}, {3, 5, 2}, {17, 33, 10}, {1, 64, 48}};

  @Test
  void aDenseLayerIsTheSameWithEveryActivation() {
    for (Activation activation : TestElementwise.ACTIVATIONS) {
      for (boolean hasBias : new boolean[] {true, false}) {
        for (long[] size : SIZES) {
          expectDense(size, activation, hasBias, Place.ROW_MAJOR, Place.COLUMN_MAJOR);
        }
      }
    }
  }

  @Test
  void aDenseLayerTakesArraysThatLieAnyhow() {
    for (Place place : Place.values()) {
      for (Place other : Place.values()) {
        expectDense(new long[] {5, 7, 3}, Activation.TANH, true, place, other);
      }
    }
  }

  private static void expectDense(
      long[] size, Activation activation, boolean hasBias, Place place, Place other) {
    INDArray input = random(1, size[0], size[1]);
    INDArray weights = random(2, size[1], size[2]);
    INDArray bias = random(3, size[2]);
    INDArray expected = exactly(size[0], size[2]);
    EXACT
        .matrices()
        .dense(exact(input), exact(weights), hasBias ? exact(bias) : null, activation, expected);
    Place.Result found = place.result(DataType.FLOAT, size[0], size[2]);
    FAST.matrices()
        .dense(
            place.of(input),
            other.of(weights),
            hasBias ? other.of(bias) : null,
            activation,
            found.array());
    expectNear(expected, found, activation + " " + Arrays.toString(size) + place + other);
  }

  @Test
  void theGradientOfADenseLayerIsTheSame() {
    for (long[] size : SIZES) {
      for (Place place : Place.values()) {
        for (Place other : Place.values()) {
          INDArray input = random(1, size[0], size[1]);
          INDArray gradient = random(2, size[0], size[2]);
          INDArray weights = exactly(size[1], size[2]);
          INDArray bias = exactly(size[2]);
          EXACT.matrices().denseGradient(exact(input), exact(gradient), weights, bias);
          Place.Result foundWeights = other.result(DataType.FLOAT, size[1], size[2]);
          Place.Result foundBias = other.result(DataType.FLOAT, size[2]);
          FAST.matrices()
              .denseGradient(
                  place.of(input), other.of(gradient), foundWeights.array(), foundBias.array());
          String message = Arrays.toString(size) + place + other;
          expectNear(weights, foundWeights, message);
          expectNear(bias, foundBias, message);
          FAST.matrices()
              .denseGradient(place.of(input), other.of(gradient), foundWeights.array(), null);
          expectNear(weights, foundWeights, message);
        }
      }
    }
  }

  @Test
  void largeDenseLayersAreTheSame() {
    long[] size = {600, 260, 300};
    for (Place place : Place.values()) {
      if (place == Place.EVERY_SECOND) {
        continue; // takes seconds, and the same ways as small ones
      }
      for (Place other : Place.USUAL) {
        expectDense(size, Activation.IDENTITY, true, place, other);
        expectDense(size, Activation.RELU, false, other, place);
        expectGradients(size, place, other);
        expectAdded(size, true, place, other);
      }
    }
  }

  @Test
  void whatADenseLayerAddsIsTheSame() {
    for (long[] size : SIZES) {
      for (Place place : Place.values()) {
        expectAdded(size, true, place, Place.COLUMN_MAJOR);
        expectAdded(size, false, Place.ROW_MAJOR, place);
      }
    }
  }

  private static void expectAdded(long[] size, boolean hasBias, Place place, Place other) {
    INDArray input = random(1, size[0], size[1]);
    INDArray weights = random(2, size[1], size[2]);
    INDArray bias = hasBias ? random(3, size[2]) : null;
    INDArray before = random(4, size[0], size[2]);
    INDArray expected = exact(before);
    EXACT.matrices().addDense(exact(input), exact(weights), hasBias ? exact(bias) : null, expected);
    Place.Result found = place.result(DataType.FLOAT, size[0], size[2]);
    found.array().assign(before);
    FAST.matrices()
        .addDense(
            place.of(input), other.of(weights), hasBias ? other.of(bias) : null, found.array());
    expectNear(expected, found, Arrays.toString(size) + hasBias + place + other);
  }

  private static void expectGradients(long[] size, Place place, Place other) {
    INDArray input = random(1, size[0], size[1]);
    INDArray weights = random(2, size[1], size[2]);
    INDArray gradient = random(3, size[0], size[2]);
    INDArray ofInput = exactly(size[0], size[1]);
    INDArray ofWeights = exactly(size[1], size[2]);
    EXACT.matrices().denseInputGradient(exact(gradient), exact(weights), ofInput);
    EXACT.matrices().denseGradient(exact(input), exact(gradient), ofWeights, null);
    Place.Result foundInput = place.result(DataType.FLOAT, size[0], size[1]);
    Place.Result foundWeights = other.result(DataType.FLOAT, size[1], size[2]);
    FAST.matrices().denseInputGradient(place.of(gradient), other.of(weights), foundInput.array());
    FAST.matrices().denseGradient(place.of(input), place.of(gradient), foundWeights.array(), null);
    expectNear(ofInput, foundInput, "input " + place + other);
    expectNear(ofWeights, foundWeights, "weights " + place + other);
  }

  @Test
  void productsOfAnyRankAreTheSame() {
    for (long[] leading : new long[][] {{}, {3}, {2, 3}}) {
      for (long[] size : SIZES) {
        for (Place place : Place.values()) {
          for (Place other : Place.values()) {
            expectProduct(leading, size, place, other);
          }
        }
      }
    }
  }

  private static void expectProduct(long[] leading, long[] size, Place place, Place other) {
    INDArray lhs = random(1, shape(leading, size[0], size[1]));
    INDArray rhs = random(2, shape(leading, size[1], size[2]));
    long[] shape = shape(leading, size[0], size[2]);
    INDArray expected = exactly(shape);
    EXACT.matrices().product(exact(lhs), exact(rhs), expected);
    Place.Result found = other.result(DataType.FLOAT, shape);
    FAST.matrices().product(place.of(lhs), other.of(rhs), found.array());
    expectNear(expected, found, Arrays.toString(shape) + place + other);
  }

  @Test
  void productsTakeTransposedOperands() {
    INDArray lhs = random(1, 9, 4);
    INDArray rhs = random(2, 6, 9);
    INDArray expected = exactly(4, 6);
    EXACT.matrices().product(exact(lhs).transpose(), exact(rhs).transpose(), expected);
    for (Place place : Place.values()) {
      Place.Result found = place.result(DataType.FLOAT, 6, 4);
      FAST.matrices()
          .product(place.of(lhs).transpose(), place.of(rhs).transpose(), found.array().transpose());
      expectNear(expected.transpose(), found, place.toString());
    }
  }

  @Test
  void productsOfAttentionHeadsAreTheSame() {
    for (long numHeads : new long[] {1, 3}) {
      for (long time : new long[] {1, 2, 5}) {
        for (long size : new long[] {1, 4, 16}) {
          long[] shape = {2, numHeads, time, size};
          for (boolean areTogether : new boolean[] {true, false}) {
            INDArray queries = heads(1, areTogether, shape);
            INDArray keys = heads(2, areTogether, shape);
            INDArray scores = random(3, 2, numHeads, time, time);
            expectProduct(queries, keys.swapAxes(2, 3), scores.dup('c'));
            expectProduct(scores, keys, queries.dup('c'));
            expectProduct(scores, keys, heads(4, false, shape));
            expectProduct(scores, keys, heads(4, true, shape));
            expectProduct(scores.swapAxes(2, 3), queries, heads(4, areTogether, shape));
          }
        }
      }
    }
  }

  /** [batch, heads, time, size] as views of [batch, time, 3 or 1, heads, size]. */
  private static INDArray heads(long seed, boolean areTogether, long... shape) {
    long others = areTogether ? 3 : 1;
    INDArray all = random(seed, shape[0], shape[2], others * shape[1] * shape[3]);
    return all.get(
            NDArrayIndex.all(),
            NDArrayIndex.all(),
            NDArrayIndex.interval((others - 1) * shape[1] * shape[3], others * shape[1] * shape[3]))
        .reshape(shape[0], shape[2], shape[1], shape[3])
        .permute(0, 2, 1, 3);
  }

  private static void expectProduct(INDArray lhs, INDArray rhs, INDArray found) {
    INDArray expected = exactly(found.shape());
    EXACT.matrices().product(exact(lhs), exact(rhs), expected);
    FAST.matrices().product(lhs, rhs, found.assign(Float.NaN));
    expectNear(expected, found, lhs.shapeInfoToString() + rhs.shapeInfoToString());
  }

  private static long[] shape(long[] leading, long rows, long columns) {
    long[] shape = Arrays.copyOf(leading, leading.length + 2);
    shape[leading.length] = rows;
    shape[leading.length + 1] = columns;
    return shape;
  }

  @Test
  void productsInBf16RoundTheirOperandsAndNothingElse() {
    Matrices rounding = Kernels.of(DataType.FLOAT, Precision.BF16).matrices();
    boolean isPossible = Choice.made().possible(Precision.BF16) == Precision.BF16;
    DataType operands = isPossible ? DataType.BFLOAT16 : DataType.FLOAT;
    for (long[] leading : new long[][] {{}, {3}, {2, 3}}) {
      for (long[] size : new long[][] {{3, 5, 2}, {17, 33, 10}}) {
        for (Place place : Place.values()) {
          for (Place other : Place.USUAL) {
            INDArray lhs = random(1, shape(leading, size[0], size[1]));
            INDArray rhs = random(2, shape(leading, size[1], size[2]));
            INDArray expected = exactly(shape(leading, size[0], size[2]));
            EXACT
                .matrices()
                .product(exact(lhs.castTo(operands)), exact(rhs.castTo(operands)), expected);
            Place.Result found = other.result(DataType.FLOAT, expected.shape());
            rounding.product(place.of(lhs), other.of(rhs), found.array());
            expectNear(expected, found, Arrays.toString(expected.shape()) + place + other);
          }
        }
      }
    }
  }

  @Test
  void operandsMayBeRoundedBefore() {
    Matrices rounding = Kernels.of(DataType.FLOAT, Precision.BF16).matrices();
    DataType operands = rounding.operandType(DataType.FLOAT);
    for (long[] size : new long[][] {{3, 5, 2}, {17, 33, 10}, {600, 260, 300}}) {
      INDArray input = random(1, size[0], size[1]).castTo(operands);
      INDArray gradient = random(2, size[0], size[2]).castTo(operands);
      INDArray weights = random(3, size[1], size[2]);
      INDArray exactWeights = exact(weights.castTo(operands));
      INDArray ofWeights = exactly(size[1], size[2]);
      INDArray ofInput = exactly(size[0], size[1]);
      INDArray output = exactly(size[0], size[2]);
      EXACT.matrices().product(exact(input), exactWeights, output);
      EXACT.matrices().denseGradient(exact(input), exact(gradient), ofWeights, null);
      EXACT.matrices().denseInputGradient(exact(gradient), exactWeights, ofInput);
      INDArray found = Nd4j.create(DataType.FLOAT, size[0], size[2]);
      INDArray foundWeights = Nd4j.create(DataType.FLOAT, size[1], size[2]).dup('f');
      INDArray foundInput = Nd4j.create(DataType.FLOAT, size[0], size[1]);
      rounding.dense(input, weights, null, Activation.IDENTITY, found);
      rounding.denseGradient(input, gradient, foundWeights, null);
      rounding.denseInputGradient(gradient, weights, foundInput);
      expectNear(output, found, "output");
      expectNear(ofWeights, foundWeights, "weights");
      expectNear(ofInput, foundInput, "input");
    }
  }

  @Test
  void sumsOfRowsAreTheSame() {
    for (long numRows : new long[] {1, 5, 1025, 3000}) {
      for (Place place : Place.values()) {
        INDArray rows = random(1, numRows, 3);
        INDArray expected = exactly(3);
        EXACT.matrices().sumOfRows(exact(rows), expected);
        Place.Result found = place.result(DataType.FLOAT, 3);
        FAST.matrices().sumOfRows(place.of(rows), found.array());
        expectNear(expected, found, numRows + " " + place);
      }
    }
  }
}
