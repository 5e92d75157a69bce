package io.meanfield.datasets.transform;

import io.meanfield.datasets.storage.Storage;
import java.util.List;
import java.util.Optional;

/**
 * Numbers scaled to mean 0 and standard deviation 1 in each column. A row with a missing number is
 * a bad record; {@link TableConfig} takes it.
 */
public record NumbersConfig() implements TransformConfig {

  @Override
  public Optional<Encoding> encoding(List<String> columns, Storage storage) {
    return columns.isEmpty() ? Optional.empty() : Optional.of(new NumbersEncoding(columns));
  }

  @Override
  public Fitting newFitting(List<String> columns) {
    return new NumbersFitting();
  }
}
