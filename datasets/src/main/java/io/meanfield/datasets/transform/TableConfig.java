package io.meanfield.datasets.transform;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.datasets.storage.Storage;
import java.util.List;
import java.util.Optional;

/**
 * The columns of a table as numbers, fitted on the training part:
 *
 * <ul>
 *   <li>a number is scaled as {@code numbers} says; a missing one is the column's median
 *   <li>a category is a 1 among zeros: {@code NAME=value} for the most frequent values, in this
 *       order, and {@code NAME=other} for the rest and for values that training has not seen. Where
 *       training has no rest it cannot learn what to make of one; a {@code min-count} of 2 or more
 *       gives it some. A value that is spelled other is one of the rest With {@code categories:
 *       embedding} it is the place of its value in that list, from 0, in one column {@code NAME},
 *       for models that learn a vector for each value
 *   <li>a boolean is 0 or 1, and the median of the column, thus the more frequent one, where it is
 *       missing (0.5 if neither is)
 *   <li>a date is its year, standardised; {@code NAME_day_sin} and {@code NAME_day_cos} of 2 pi
 *       (day - 1) / days of the year; and, if the training part has a time of day that is not
 *       midnight, {@code NAME_hour_sin} and {@code NAME_hour_cos} of 2 pi second / 86400. A missing
 *       one is the median year and zeros, which are as near to any day as to any other
 * </ul>
 *
 * <p>Where training has seen a missing value, the column also has {@code NAME_missing}, 1 where it
 * is missing, and categories have {@code NAME=missing}. A value that is missing for the first time
 * after training is filled in all the same; as a category it is one of the rest. The columns are in
 * the order of the source.
 *
 * <pre>
 * transform:
 *   kind: table
 *   numbers: standardise
 *   categories: one-hot
 *   max-categories: 50
 *   min-count: 1
 *   targets: standardise
 * </pre>
 *
 * @param maxCategories most values of a category with a number of their own
 * @param minCount how often a value must occur in the training part to have one
 * @param targets what a model is trained on instead of targets as they are; evaluation and
 *     prediction are in the targets' own units all the same, and only the loss of training is not
 */
public record TableConfig(
    @JsonProperty(defaultValue = "standardise") NumberScaling numbers,
    @JsonProperty(defaultValue = "one-hot") CategoryForm categories,
    @JsonProperty(defaultValue = "50") int maxCategories,
    @JsonProperty(defaultValue = "1") int minCount,
    @JsonProperty(defaultValue = "none") TargetScaling targets)
    implements TransformConfig {

  public TableConfig {
    requirePositive("max-categories", maxCategories);
    requirePositive("min-count", minCount);
  }

  @Override
  public Optional<Encoding> encoding(List<String> columns, Storage storage) {
    return Optional.empty();
  }

  @Override
  public Fitting newFitting(List<String> columns) {
    return new TableFitting(this, columns);
  }

  private static void requirePositive(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "expected a %s of at least 1, found %d".formatted(key, value));
    }
  }
}
