package io.meanfield.datasets.source;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Rewrites a gray PNG of fewer than 8 bits, one of whose grays is transparent, into one with a
 * palette of these grays: the JDK's reader passes over that transparency.
 */
final class PngGrayPalette {
  private static final int BITS_AT = 24;
  private static final int COLOR_TYPE_AT = 25;
  private static final int PALETTE = 3;
  private static final int CHUNK_FRAME_BYTES = 12;
  private static final int PLTE = 0x504c5445;
  private static final int TRNS = 0x74524e53;

  private PngGrayPalette() {}

  /**
   * @param at where the chunk with the transparent gray starts, of 2 bytes
   * @return a file whose new chunks have no checksum, which the reader does not look at
   */
  static byte[] rewrite(byte[] png, int at) {
    int numGrays = 1 << png[BITS_AT];
    byte[] colors = new byte[3 * numGrays];
    for (int i = 0; i < colors.length; i++) {
      colors[i] = (byte) (i / 3 * 255 / (numGrays - 1));
    }
    byte[] alphas = new byte[numGrays];
    Arrays.fill(alphas, (byte) 255);
    int transparent = Short.toUnsignedInt(ByteBuffer.wrap(png).getShort(at + 8));
    if (transparent < numGrays) {
      alphas[transparent] = 0;
    }
    int next = at + CHUNK_FRAME_BYTES + 2;
    ByteBuffer rewritten =
        ByteBuffer.allocate(
            png.length + 2 * CHUNK_FRAME_BYTES + colors.length + alphas.length - (next - at));
    rewritten.put(png, 0, at);
    rewritten.putInt(colors.length).putInt(PLTE).put(colors).putInt(0);
    rewritten.putInt(alphas.length).putInt(TRNS).put(alphas).putInt(0);
    rewritten.put(png, next, png.length - next);
    return rewritten.put(COLOR_TYPE_AT, (byte) PALETTE).array();
  }
}
