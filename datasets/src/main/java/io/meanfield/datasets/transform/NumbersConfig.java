package io.meanfield.datasets.transform;

import java.util.List;

/** Numbers scaled to mean 0 and standard deviation 1 in each column. */
public record NumbersConfig() implements TransformConfig {

  @Override
  public Fitting newFitting(List<String> columns) {
    return new NumbersFitting(columns);
  }
}
