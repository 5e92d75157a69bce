package io.meanfield.worker.sync.wire;

/**
 * Of n values the share n, rounded up, that are furthest from zero, six bytes each; of equal ones
 * the first. The others arrive as zero. A NaN is further from zero than any number.
 *
 * @param share of the values that travel at a time, at most 0.5: above, they take more than in full
 */
public record TopK(double share) implements WireFormat {
  public TopK {
    if (!(share > 0 && share <= 0.5)) {
      throw new IllegalArgumentException(
          "expected the share of top-k to be above 0 and at most 0.5, found " + share);
    }
  }

  /** How many of so many values travel. */
  int numKept(int numValues) {
    return (int) Math.ceil(share * numValues);
  }

  @Override
  public Codec codec(int numValues) {
    return new TopKCodec(this);
  }

  @Override
  public boolean hasErrorFeedback() {
    return true;
  }
}
