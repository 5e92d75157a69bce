package io.meanfield.worker.sync.wire;

/** Four bytes a value, bit for bit. */
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
