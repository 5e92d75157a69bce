package io.meanfield.datasets.source;

import io.meanfield.datasets.source.RawFeatures.Pixels;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * The colors that the numbers of an indexed image stand for. One that holds shades of gray only
 * makes a gray image: BMP has no other way to store one, nor has PNG's reader with few bits.
 */
final class Palette {
  private final int channels;
  private final byte[] colors; // [256, channels], black for numbers without a color

  Palette(IndexColorModel model) {
    int[] argb = new int[model.getMapSize()];
    model.getRGBs(argb);
    boolean gray = true;
    boolean opaque = true;
    for (int color : argb) {
      gray &= (color >> 16 & 0xff) == (color & 0xff) && (color >> 8 & 0xff) == (color & 0xff);
      opaque &= color >>> 24 == 0xff;
    }
    int numColors = gray ? 1 : 3;
    this.channels = opaque ? numColors : numColors + 1;
    this.colors = new byte[256 * channels];
    for (int i = 0; i < argb.length; i++) {
      for (int c = 0; c < numColors; c++) {
        colors[i * channels + c] = (byte) (argb[i] >> 16 - 8 * c);
      }
      if (!opaque) {
        colors[i * channels + numColors] = (byte) (argb[i] >>> 24);
      }
    }
  }

  Pixels expand(Raster raster) {
    int width = raster.getWidth();
    int height = raster.getHeight();
    byte[] values = new byte[Math.multiplyExact(width * height, channels)];
    int[] row = new int[width];
    int next = 0;
    for (int y = 0; y < height; y++) {
      raster.getSamples(0, y, width, 1, 0, row);
      for (int index : row) {
        for (int c = 0; c < channels; c++) {
          values[next++] = colors[index * channels + c];
        }
      }
    }
    return new Pixels(height, width, channels, values);
  }
}
