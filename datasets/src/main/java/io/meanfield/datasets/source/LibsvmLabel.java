package io.meanfield.datasets.source;

/** What the number at the start of a line is. */
public enum LibsvmLabel {
  /** A class; +1, 1 and 1.0 are the same one. */
  CLASS {
    @Override
    RawLabel of(float number, String text) {
      boolean isWhole = number == Math.rint(number) && Math.abs(number) < 1e9f;
      return new RawLabel.ClassName(isWhole ? Long.toString((long) number) : text);
    }
  },
  /** A number to predict. */
  TARGET {
    @Override
    RawLabel of(float number, String text) {
      return new RawLabel.Targets(new float[] {number});
    }
  };

  abstract RawLabel of(float number, String text);
}
