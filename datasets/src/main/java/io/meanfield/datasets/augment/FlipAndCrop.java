package io.meanfield.datasets.augment;

import io.meanfield.datasets.Features;
import java.util.Arrays;

/**
 * Moves pixels by whole places: the pixel at (y, x) is that at (y + down, x + right) of the image,
 * which is mirrored first. Nothing is rounded.
 */
final class FlipAndCrop implements Moving {
  private final AugmentationConfig config;
  private final int height;
  private final int width;
  private final int channels;

  FlipAndCrop(AugmentationConfig config, Features.Image image) {
    this.config = config;
    this.height = image.height();
    this.width = image.width();
    this.channels = image.channels();
  }

  boolean isMirroredSideways(Draws draws, long position) {
    return config.flipsSideways() && draws.oneInTwo(Draw.FLIP_SIDEWAYS, position);
  }

  boolean isMirroredUpDown(Draws draws, long position) {
    return config.flipsUpDown() && draws.oneInTwo(Draw.FLIP_UP_DOWN, position);
  }

  /** Where the window is cut out, in [-padding, padding] from where the image is. */
  int offset(Draw draw, Draws draws, long position) {
    int padding = config.cropPadding();
    return padding == 0 ? 0 : draws.below(2 * padding + 1, draw, position) - padding;
  }

  @Override
  public void move(float[] from, float[] to, Draws draws, long position) {
    int down = offset(Draw.CROP_DOWN, draws, position);
    int right = offset(Draw.CROP_RIGHT, draws, position);
    boolean upDown = isMirroredUpDown(draws, position);
    boolean sideways = isMirroredSideways(draws, position);
    int first = Math.max(0, -right);
    int last = Math.min(width, width - right); // exclusive
    for (int y = 0; y < height; y++) {
      int row = y * width * channels;
      int sourceY = upDown ? height - 1 - (y + down) : y + down;
      if (sourceY < 0 || sourceY >= height) {
        Arrays.fill(to, row, row + width * channels, 0);
        continue;
      }
      int sourceRow = sourceY * width * channels;
      Arrays.fill(to, row, row + first * channels, 0);
      Arrays.fill(to, row + last * channels, row + width * channels, 0);
      if (sideways) {
        int source = sourceRow + (width - 1 - (first + right)) * channels;
        mirror(from, source, to, row + first * channels, row + last * channels);
      } else {
        int source = sourceRow + (first + right) * channels;
        System.arraycopy(from, source, to, row + first * channels, (last - first) * channels);
      }
    }
  }

  private void mirror(float[] from, int source, float[] to, int start, int end) {
    int pixel = source;
    for (int i = start; i < end; i += channels) {
      for (int channel = 0; channel < channels; channel++) {
        to[i + channel] = from[pixel + channel];
      }
      pixel -= channels;
    }
  }
}
