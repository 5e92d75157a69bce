package io.meanfield.worker.sync.wire;

/**
 * Four bytes a value, bit for bit. A configuration that leaves the format out means this one, and
 * is written without it: so Jackson compares values with this class to leave them out too.
 */
public record F32() implements WireFormat {

  @Override
  public Codec codec(int numValues) {
    return new BlockCodec(new F32Blocks());
  }

  @Override
  public boolean hasErrorFeedback() {
    return false;
  }
}
