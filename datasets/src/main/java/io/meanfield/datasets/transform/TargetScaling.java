package io.meanfield.datasets.transform;

import io.meanfield.datasets.TargetScale;
import io.meanfield.datasets.TargetScale.Curve;

/** What becomes of the targets of a table before a model is trained on them. */
public enum TargetScaling {
  /** As they are. */
  NONE {
    @Override
    TargetScale scale(Scale moments) {
      return TargetScale.NONE;
    }
  },
  /** log(1 + target). */
  LOG {
    @Override
    TargetScale scale(Scale moments) {
      return new TargetScale(Curve.LOG, 0, 1);
    }

    @Override
    void require(float target) {
      if (target <= -1) {
        throw new IllegalArgumentException(
            "expected targets above -1, whose log(1 + target) there is, found " + target);
      }
    }
  },
  /** Mean 0 and standard deviation 1 in the training part. */
  STANDARDISE {
    @Override
    TargetScale scale(Scale moments) {
      return new TargetScale(Curve.LINEAR, moments.mean(), moments.standardDeviation());
    }
  };

  /**
   * @param moments of the training part's targets
   */
  abstract TargetScale scale(Scale moments);

  /**
   * @throws IllegalArgumentException if the target cannot be scaled
   */
  void require(float target) {}
}
