package io.meanfield.datasets.transform;

/** Images scaled to mean 0 and standard deviation 1 in each channel. */
public record ImageConfig() implements TransformConfig {

  @Override
  public Fitting newFitting() {
    return new ImageFitting();
  }
}
