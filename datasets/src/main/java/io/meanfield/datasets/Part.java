package io.meanfield.datasets;

/** The three disjoint parts of a data set. */
public enum Part {
  /** What gradients and fitted transforms see. */
  TRAIN,
  /** What early stopping and the choice of settings see. */
  VALIDATION,
  /** What only the final evaluation sees. */
  TEST
}
