package io.meanfield.datasets.transform;

import java.util.List;

/** Images scaled to mean 0 and standard deviation 1 in each channel. */
public record ImageConfig() implements TransformConfig {

  @Override
  public Fitting newFitting(List<String> columns) {
    return new ImageFitting();
  }
}
