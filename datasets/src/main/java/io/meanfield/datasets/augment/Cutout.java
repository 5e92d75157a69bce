package io.meanfield.datasets.augment;

import io.meanfield.datasets.Features;
import java.util.Arrays;

/**
 * Sets a square to 0, the mean of the training part (DeVries and Taylor 2017, section 3.2): its
 * centre is any pixel of the image, so parts of it may lie outside.
 */
final class Cutout {
  private final int side;
  private final Features.Image size;

  /**
   * @param side in pixels; 0 for none
   */
  Cutout(int side, Features.Image size) {
    this.side = side;
    this.size = size;
  }

  void cut(float[] image, Draws draws, long position) {
    int top = draws.below(size.height(), Draw.CUTOUT_DOWN, position) - side / 2;
    int left = draws.below(size.width(), Draw.CUTOUT_RIGHT, position) - side / 2;
    int first = Math.max(0, left);
    int end = Math.min(size.width(), left + side);
    for (int y = Math.max(0, top); y < Math.min(size.height(), top + side); y++) {
      int row = y * size.width();
      Arrays.fill(image, (row + first) * size.channels(), (row + end) * size.channels(), 0);
    }
  }
}
