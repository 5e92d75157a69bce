package io.meanfield.zoo.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.zoo.FencedExecutioner;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** oneDNN in 32 bits and the reference in 64, which have to agree. */
final class Twins {
  static final Kernels FAST = Kernels.oneDnn(Precision.F32);
  static final Kernels EXACT = Kernels.reference();

  static {
    System.setProperty("opexec", FencedExecutioner.class.getName()); // read as ND4J starts
  }

  private Twins() {}

  /** Standard normal, as floats. */
  static INDArray random(long seed, long... shape) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[Math.toIntExact(LongStream.of(shape).reduce(1, (a, b) -> a * b))];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Nd4j.createFromArray(values).reshape(shape);
  }

  static INDArray exact(INDArray values) {
    return values.castTo(DataType.DOUBLE).dup('c');
  }

  /** Memory for an exact result. */
  static INDArray exactly(long... shape) {
    return Nd4j.create(DataType.DOUBLE, shape);
  }

  static void expectNear(INDArray expected, INDArray found, String message) {
    assertArrayEquals(expected.shape(), found.shape(), message);
    double[] wanted = expected.dup('c').data().asDouble();
    double[] got = found.dup('c').data().asDouble();
    double largest = DoubleStream.of(wanted).map(Math::abs).max().orElse(0);
    double allowed = Tolerances.FLOAT * Math.max(1, largest);
    for (int i = 0; i < wanted.length; i++) {
      boolean isNear = Math.abs(wanted[i] - got[i]) <= allowed || wanted[i] == got[i];
      int at = i;
      assertTrue(
          isNear, () -> "%s: at %d %s, expected %s".formatted(message, at, got[at], wanted[at]));
    }
  }

  static void expectNear(INDArray expected, Place.Result found, String message) {
    expectNear(expected, found.array(), message);
    found.expectNothingAround(message);
  }
}
