package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.Twins.EXACT;
import static io.meanfield.zoo.kernel.Twins.FAST;
import static io.meanfield.zoo.kernel.Twins.exact;
import static io.meanfield.zoo.kernel.Twins.exactly;
import static io.meanfield.zoo.kernel.Twins.expectNear;
import static io.meanfield.zoo.kernel.Twins.random;

import io.meanfield.zoo.kernel.LayerNorms.Gradients;
import io.meanfield.zoo.kernel.LayerNorms.Norm;
import io.meanfield.zoo.kernel.LayerNorms.Statistics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@Tag("unit")
class TestLayerNorms {
  private static final double EPSILON = 1e-5;

  @Test
  void normalizationAndItsGradientAreTheSame() {
    for (long numRows : new long[] {1, 3, 17}) {
      for (long size : new long[] {2, 3, 33, 64}) {
        for (Place place : Place.values()) {
          expectSame(numRows, size, place);
        }
      }
    }
  }

  private static void expectSame(long numRows, long size, Place place) {
    INDArray input = random(1, numRows, size);
    INDArray gradient = random(2, numRows, size);
    Norm norm = new Norm(random(3, size), random(4, size), EPSILON);
    Norm exactNorm = new Norm(exact(norm.gain()), exact(norm.shift()), EPSILON);
    Statistics statistics = statistics(DataType.FLOAT, numRows);
    Statistics exactStatistics = statistics(DataType.DOUBLE, numRows);
    String message = numRows + " " + size + place;
    INDArray expected = exactly(numRows, size);
    EXACT.layerNorms().forward(exact(input), exactNorm, exactStatistics, expected);
    Place.Result found = place.result(DataType.FLOAT, numRows, size);
    INDArray lies = place.of(input);
    FAST.layerNorms().forward(lies, norm, statistics, found.array());
    expectNear(expected, found, message);
    expectNear(exactStatistics.mean(), statistics.mean(), message);
    expectNear(exactStatistics.variance(), statistics.variance(), message);
    Gradients wanted = new Gradients(exactly(numRows, size), exactly(size), exactly(size));
    EXACT.layerNorms().gradient(exact(input), exactNorm, exactStatistics, exact(gradient), wanted);
    Place.Result ofInput = place.result(DataType.FLOAT, numRows, size);
    Gradients got = new Gradients(ofInput.array(), Nd4j.create(size), Nd4j.create(size));
    FAST.layerNorms().gradient(lies, norm, statistics, place.of(gradient), got);
    expectNear(wanted.gain(), got.gain(), message);
    expectNear(wanted.shift(), got.shift(), message);
    expectNear(wanted.input(), ofInput, message);
  }

  private static Statistics statistics(DataType type, long numRows) {
    return new Statistics(Nd4j.create(type, numRows), Nd4j.create(type, numRows));
  }

  @Test
  void theGradientIsTheSlope() {
    INDArray input = exact(random(1, 3, 5));
    INDArray weights = exact(random(2, 3, 5));
    Norm norm = new Norm(exact(random(3, 5)), exact(random(4, 5)), EPSILON);
    Statistics statistics = statistics(DataType.DOUBLE, 3);
    INDArray output = exactly(3, 5);
    LayerNorms norms = EXACT.layerNorms();
    norms.forward(input, norm, statistics, output);
    Gradients result = new Gradients(exactly(3, 5), exactly(5), exactly(5));
    norms.gradient(input, norm, statistics, weights, result);
    for (INDArray[] pair :
        new INDArray[][] {
          {input, result.input()}, {norm.gain(), result.gain()}, {norm.shift(), result.shift()}
        }) {
      INDArray slopes =
          Slopes.of(
              pair[0],
              () -> {
                norms.forward(input, norm, statistics, output);
                return output.mul(weights).sumNumber().doubleValue();
              });
      Tolerances.assertClose(slopes, pair[1]);
    }
  }
}
