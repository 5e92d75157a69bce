package io.meanfield.driver.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.driver.evaluate.EarlyStopping;
import java.util.Optional;

/**
 * When the model is measured on the validation part.
 *
 * @param everyRounds rounds from one evaluation to the next
 */
public record EvaluationConfig(
    @JsonProperty(defaultValue = "1") int everyRounds, Optional<EarlyStopping> earlyStopping) {
  public EvaluationConfig {
    if (everyRounds < 1) {
      throw new IllegalArgumentException(
          "expected every-rounds of at least 1, found " + everyRounds);
    }
  }
}
