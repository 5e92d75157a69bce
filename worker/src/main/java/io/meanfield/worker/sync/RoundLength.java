package io.meanfield.worker.sync;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;

/**
 * H as a configuration has it: a number of steps, or {@code auto} where the run measures what a
 * round costs and chooses.
 *
 * @param numSteps 0 for auto
 */
@JsonClassDescription("a whole number of at least 1, or auto")
public record RoundLength(int numSteps) implements Serializable {
  public static final RoundLength AUTO = new RoundLength(0);

  private static final String AUTO_TEXT = "auto";

  public static RoundLength of(int numSteps) {
    if (numSteps < 1) {
      throw new IllegalArgumentException(
          "expected local-steps to be at least 1, found " + numSteps);
    }
    return new RoundLength(numSteps);
  }

  /**
   * @throws IllegalArgumentException if the text is none
   */
  @JsonCreator
  public static RoundLength parse(String text) {
    return text.equals(AUTO_TEXT) ? AUTO : of(Integer.parseInt(text.replace("_", "")));
  }

  public boolean isAuto() {
    return numSteps == 0;
  }

  /** A number or a text. */
  @JsonValue
  Object value() {
    return isAuto() ? AUTO_TEXT : (Object) numSteps;
  }
}
