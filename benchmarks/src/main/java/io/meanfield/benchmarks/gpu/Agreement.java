package io.meanfield.benchmarks.gpu;

import io.meanfield.zoo.ParameterLayout.Segment;
import java.util.Arrays;

/**
 * How far one device's answer is from that of the CPU, the reference: the Euclidean length of the
 * difference over that of the reference.
 *
 * @param kernels of the device, in words
 * @param gradientError of the array of a layer's that is farthest off
 */
record Agreement(String kernels, double lossError, double outputError, double gradientError) {
  /**
   * For loss and output. Sums of 32-bit products in another order differ by 1e-8 to 1e-6; TF32,
   * should a GPU multiply in it, has three bits more than bf16, which is off by 3e-3 on the CPU.
   */
  static final double FORWARD_TOLERANCE = 1e-3;

  /**
   * For gradients. They jump where a ReLU's input is 0 but for rounding: one such unit of resnet18
   * makes 1e-2 of 1e-5. Of a kernel that computes something else they are off by 1e-1 to 1.
   */
  static final double GRADIENT_TOLERANCE = 5e-2;

  /**
   * Compares two answers of one model with the same parameters to the same batch.
   *
   * @throws IllegalArgumentException if their numbers of values differ
   */
  static Agreement of(ModelAnswer reference, ModelAnswer found) {
    double gradientError =
        reference.layout().segments().stream()
            .mapToDouble(it -> error(part(reference, it), part(found, it)))
            .reduce(0, Math::max); // what is not a number stays so
    return new Agreement(
        found.kernels(),
        Math.abs(found.loss() - reference.loss()) / Math.abs(reference.loss()),
        error(reference.output(), found.output()),
        gradientError);
  }

  private static float[] part(ModelAnswer answer, Segment segment) {
    return Arrays.copyOfRange(answer.gradient(), segment.offset(), segment.end());
  }

  /** 0 if both are zero, infinite if the reference alone is. */
  static double error(float[] reference, float[] found) {
    if (reference.length != found.length) {
      throw new IllegalArgumentException(
          "expected %d values as on the CPU, found %d".formatted(reference.length, found.length));
    }
    double squares = 0;
    double distance = 0;
    for (int i = 0; i < reference.length; i++) {
      double difference = (double) found[i] - reference[i];
      squares += (double) reference[i] * reference[i];
      distance += difference * difference;
    }
    return distance == 0 ? 0 : Math.sqrt(distance / squares);
  }

  /**
   * @throws IllegalStateException if an error is larger, or not a number
   */
  void requireWithinTolerance() {
    boolean isWithin =
        lossError <= FORWARD_TOLERANCE
            && outputError <= FORWARD_TOLERANCE
            && gradientError <= GRADIENT_TOLERANCE;
    if (!isWithin) {
      throw new IllegalStateException(
          "expected errors of loss and output of at most %s and of the gradient of at most %s, found %s"
              .formatted(FORWARD_TOLERANCE, GRADIENT_TOLERANCE, this));
    }
  }
}
