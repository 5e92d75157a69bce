package io.meanfield.worker.sync;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of steps as a configuration has it, with the unit: {@code 500 steps}. */
@JsonClassDescription("a number of steps such as 500 steps")
public record StepCount(long steps) implements Serializable {
  public static final StepCount NONE = new StepCount(0);

  private static final Pattern TEXT = Pattern.compile("(\\d{1,18}) ?steps?");

  /**
   * @throws IllegalArgumentException if the text is none
   */
  @JsonCreator
  public static StepCount parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    return new StepCount(Long.parseLong(matcher.group(1)));
  }

  @JsonValue
  @Override
  public String toString() {
    return steps == 1 ? "1 step" : steps + " steps";
  }
}
