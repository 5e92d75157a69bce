package io.meanfield.benchmarks.gpu;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meanfield.zoo.ParameterLayout;
import io.meanfield.zoo.ParameterLayout.Role;
import io.meanfield.zoo.ParameterLayout.Segment;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestAgreement {
  private static final ParameterLayout LAYOUT =
      new ParameterLayout(
          List.of(
              new Segment("dense", "W", 0, 2, Role.WEIGHT),
              new Segment("dense", "b", 2, 1, Role.BIAS)));
  private static final ModelAnswer REFERENCE = answer(2, new float[] {3, 4}, 300, 400, 1);

  private static ModelAnswer answer(double loss, float[] output, float... gradient) {
    return new ModelAnswer("kernels", LAYOUT, new float[3], loss, output, gradient);
  }

  @Test
  void errorsAreLengthsOfDifferencesOverThoseOfTheReference() {
    Agreement agreement =
        Agreement.of(REFERENCE, answer(2.5, new float[] {3, 4.5f}, 300, 395, 1.25f));
    assertEquals(0.25, agreement.lossError(), 1e-12);
    assertEquals(0.1, agreement.outputError(), 1e-12);
    assertEquals(0.25, agreement.gradientError(), 1e-12); // of b, small as it is; W's is 0.01
  }

  @Test
  void theSameAnswerHasNoError() {
    Agreement agreement = Agreement.of(REFERENCE, REFERENCE);
    assertEquals(new Agreement("kernels", 0, 0, 0), agreement);
    agreement.requireWithinTolerance();
  }

  @Test
  void anyErrorBeyondItsToleranceIsRefusedAndSaid() {
    double forward = Agreement.FORWARD_TOLERANCE;
    double gradient = Agreement.GRADIENT_TOLERANCE;
    assertDoesNotThrow(
        () -> new Agreement("", forward, forward, gradient).requireWithinTolerance());
    for (Agreement agreement :
        List.of(
            new Agreement("", 2 * forward, 0, 0),
            new Agreement("", 0, 2 * forward, 0),
            new Agreement("", 0, 0, 2 * gradient))) {
      var e = assertThrows(IllegalStateException.class, agreement::requireWithinTolerance);
      assertEquals(
          "expected errors of loss and output of at most 0.001 and of the gradient of at most 0.05, found "
              + agreement,
          e.getMessage());
    }
  }

  @Test
  void whatIsNotANumberIsRefused() {
    Agreement agreement = Agreement.of(REFERENCE, answer(2, new float[] {3, 4}, 300, Float.NaN, 1));
    assertThrows(IllegalStateException.class, agreement::requireWithinTolerance);
  }

  @Test
  void aReferenceOfZeroIsMetByZeroAlone() {
    assertEquals(0, Agreement.error(new float[2], new float[2]));
    assertEquals(Double.POSITIVE_INFINITY, Agreement.error(new float[2], new float[] {0, 1e-9f}));
  }

  @Test
  void answersOfOtherSizesAreRefused() {
    ModelAnswer other = answer(2, new float[3], 300, 400, 1);
    assertThrows(IllegalArgumentException.class, () -> Agreement.of(REFERENCE, other));
  }
}
