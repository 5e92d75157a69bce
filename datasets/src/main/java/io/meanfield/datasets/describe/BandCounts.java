package io.meanfield.datasets.describe;

import java.nio.ByteBuffer;
import java.util.stream.IntStream;

/** Each band of spectrograms, over all frames. Used by one thread. */
final class BandCounts implements FeatureCounts {
  private static final long serialVersionUID = 1;

  private final int frameBytes;
  private final RowCounts frames;

  BandCounts(int numBands) {
    frameBytes = numBands * Float.BYTES;
    frames = new RowCounts(IntStream.rangeClosed(1, numBands).mapToObj(i -> "band " + i).toList());
  }

  @Override
  public void add(ByteBuffer encoded) {
    ByteBuffer frame = encoded.duplicate().order(encoded.order());
    while (frame.hasRemaining()) {
      frames.add(frame);
      frame.position(frame.position() + frameBytes);
    }
  }

  @Override
  public void merge(FeatureCounts other) {
    frames.merge(((BandCounts) other).frames);
  }

  @Override
  public FeatureSummary.Numbers finish() {
    return frames.finish();
  }
}
