package io.meanfield.datasets.transform;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashSet;
import java.util.List;

/**
 * Numbers scaled to mean 0 and standard deviation 1 in each column.
 *
 * @param names of the columns; if empty they are called x0, x1 and so on
 */
public record NumbersConfig(@JsonProperty(defaultValue = "[]") List<String> names)
    implements TransformConfig {

  public NumbersConfig {
    names = List.copyOf(names);
    if (new HashSet<>(names).size() < names.size()) {
      throw new IllegalArgumentException("expected names that differ, found " + names);
    }
  }

  @Override
  public Fitting newFitting() {
    return new NumbersFitting(this);
  }
}
