package io.meanfield.driver.round;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.KebabCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * What a round was seen to cost.
 *
 * @param bytes that a replica sends and receives: its delta and the new parameters
 * @param transferSeconds what they take
 * @param fixedSeconds what a round takes that moves nothing and makes no step
 * @param stepSeconds what a step of all replicas takes
 */
@JsonNaming(KebabCaseStrategy.class)
public record RoundCosts(
    long bytes, double transferSeconds, double fixedSeconds, double stepSeconds) {
  public RoundCosts {
    if (!(stepSeconds > 0 && transferSeconds >= 0 && fixedSeconds >= 0)) {
      throw new IllegalArgumentException(
          "expected times, of a step above zero, found %s s transfer, %s s fixed and %s s a step"
              .formatted(transferSeconds, fixedSeconds, stepSeconds));
    }
  }

  /**
   * H so that of a round no more than a share goes by without steps: with R seconds beside H steps
   * of t seconds that share is R / (R + H t), so H = R (1 - e) / (e t).
   */
  public double stepsFor(double overhead) {
    return (transferSeconds + fixedSeconds) * (1 - overhead) / (overhead * stepSeconds);
  }
}
