package io.meanfield.datasets;

import java.io.Serializable;

/**
 * Takes a target v to what a model is trained on, z = (c(v) - mean) / standardDeviation, and back.
 * Immutable.
 */
public record TargetScale(Curve curve, double mean, double standardDeviation)
    implements Serializable {

  /** What c is. */
  public enum Curve {
    /** c(v) = v */
    LINEAR,
    /** c(v) = log(1 + v), for v above -1 */
    LOG
  }

  public static final TargetScale NONE = new TargetScale(Curve.LINEAR, 0, 1);

  public TargetScale {
    if (!(Double.isFinite(mean) && standardDeviation > 0 && Double.isFinite(standardDeviation))) {
      throw new IllegalArgumentException(
          "expected a finite mean and a finite standard deviation above 0, found %s and %s"
              .formatted(mean, standardDeviation));
    }
  }

  public float toModel(float target) {
    double curved = curve == Curve.LOG ? StrictMath.log1p(target) : target;
    return (float) ((curved - mean) / standardDeviation);
  }

  /** The target that an output stands for; the largest float if the logarithm of it is beyond. */
  public float fromModel(float output) {
    double curved = output * standardDeviation + mean;
    double target = curve == Curve.LOG ? StrictMath.expm1(curved) : curved;
    return curve == Curve.LOG ? (float) Math.min(target, Float.MAX_VALUE) : (float) target;
  }
}
