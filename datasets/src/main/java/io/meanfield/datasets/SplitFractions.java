package io.meanfield.datasets;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;

/**
 * How a data set is divided; what is left is the training part.
 *
 * @param validation share of the examples that are not of the source's own test part
 * @param test share of all examples; without effect if the source has a test part of its own
 */
public record SplitFractions(
    @JsonProperty(defaultValue = "0.1") double validation,
    @JsonProperty(defaultValue = "0.2") double test)
    implements Serializable {

  public SplitFractions {
    if (!(validation >= 0 && test >= 0 && validation + test < 1)) {
      throw new IllegalArgumentException(
          "expected a validation and a test fraction from 0 to below 1 that leave something to train on,"
              + " found validation %s and test %s".formatted(validation, test));
    }
  }
}
