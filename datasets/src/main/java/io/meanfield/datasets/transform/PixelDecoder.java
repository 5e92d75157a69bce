package io.meanfield.datasets.transform;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;

/** Scales pixels, a piece of the image at a time that stays in the CPU's caches. */
final class PixelDecoder implements Decoder {
  private static final int PIECE_PIXELS = 1024;

  private final PixelLoops loops;
  private final int numValues;
  private final byte[] bytes; // of a piece
  private final float[] numbers; // likewise

  PixelDecoder(ImageSize size, List<Scale> scales) {
    numValues = size.numValues();
    loops = PixelLoops.of(scales, numValues);
    bytes = new byte[Math.min(numValues, PIECE_PIXELS * size.channels())];
    numbers = new float[bytes.length];
  }

  @Override
  public void decode(ByteBuffer encoded, FloatBuffer features, FloatBuffer mask) {
    for (int from = 0; from < numValues; from += bytes.length) {
      int length = Math.min(bytes.length, numValues - from);
      encoded.get(encoded.position() + from, bytes, 0, length);
      loops.scale(bytes, length, numbers);
      features.put(numbers, 0, length);
    }
  }
}
