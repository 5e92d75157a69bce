package io.meanfield.worker.sync.wire;

/**
 * A byte a value and a scale for every 256: s = max |x| / 127, q = x / s rounded to nearest, ties
 * to even, and no further from zero than 127; q s arrives. A block with a value that is not finite
 * arrives as NaN.
 */
public record Int8() implements WireFormat {

  @Override
  public Codec codec(int numValues) {
    return new BlockCodec(new Int8Blocks(WireLoops.of(numValues)));
  }

  @Override
  public boolean hasErrorFeedback() {
    return true;
  }
}
