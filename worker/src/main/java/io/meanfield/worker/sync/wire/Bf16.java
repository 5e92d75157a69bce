package io.meanfield.worker.sync.wire;

/** Two bytes a value: the first 16 bits of the 32, rounded to nearest, ties to even. */
public record Bf16() implements WireFormat {

  @Override
  public Codec codec(int numValues) {
    return new BlockCodec(new Bf16Blocks(WireLoops.of(numValues)));
  }

  @Override
  public boolean hasErrorFeedback() {
    return false;
  }
}
