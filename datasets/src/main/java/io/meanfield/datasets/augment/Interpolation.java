package io.meanfield.datasets.augment;

import io.meanfield.datasets.Features;

/**
 * Draws an image anew at places between its pixels, by bilinear interpolation. Outside the image
 * there are pixels of 0.
 */
final class Interpolation implements Moving {
  private final Placement placement;
  private final int height;
  private final int width;
  private final int channels;

  Interpolation(AugmentationConfig config, Features.Image image) {
    this.placement = new Placement(config, image);
    this.height = image.height();
    this.width = image.width();
    this.channels = image.channels();
  }

  @Override
  public void move(float[] from, float[] to, Draws draws, long position) {
    placement.draw(draws, position);
    for (int y = 0; y < height; y++) {
      int first = 0;
      int end = width;
      // a line through the image is inside it without a gap, so what is left needs no checks
      while (first < end && !isInside(y, first)) {
        nearEdge(from, to, y, first++);
      }
      while (end > first && !isInside(y, end - 1)) {
        nearEdge(from, to, y, --end);
      }
      inside(from, to, y, first, end);
    }
  }

  /** Whether all four pixels around the source are of the image. */
  private boolean isInside(int y, int x) {
    double sourceY = placement.sourceY(y, x);
    double sourceX = placement.sourceX(y, x);
    return sourceY >= 0 && sourceY < height - 1 && sourceX >= 0 && sourceX < width - 1;
  }

  private void inside(float[] from, float[] to, int y, int first, int end) {
    int rowSize = width * channels;
    int target = (y * width + first) * channels;
    for (int x = first; x < end; x++) {
      double sourceY = placement.sourceY(y, x);
      double sourceX = placement.sourceX(y, x);
      int above = (int) sourceY;
      int before = (int) sourceX;
      float down = (float) (sourceY - above);
      float right = (float) (sourceX - before);
      int source = above * rowSize + before * channels;
      for (int channel = 0; channel < channels; channel++) {
        float upper = between(from[source], from[source + channels], right);
        float lower = between(from[source + rowSize], from[source + rowSize + channels], right);
        to[target++] = between(upper, lower, down);
        source++;
      }
    }
  }

  private void nearEdge(float[] from, float[] to, int y, int x) {
    double sourceY = placement.sourceY(y, x);
    double sourceX = placement.sourceX(y, x);
    int above = (int) Math.floor(sourceY);
    int before = (int) Math.floor(sourceX);
    float down = (float) (sourceY - above);
    float right = (float) (sourceX - before);
    for (int channel = 0; channel < channels; channel++) {
      float upper =
          between(
              pixel(from, above, before, channel), pixel(from, above, before + 1, channel), right);
      float lower =
          between(
              pixel(from, above + 1, before, channel),
              pixel(from, above + 1, before + 1, channel),
              right);
      to[(y * width + x) * channels + channel] = between(upper, lower, down);
    }
  }

  private float pixel(float[] from, int y, int x, int channel) {
    return y < 0 || y >= height || x < 0 || x >= width
        ? 0
        : from[(y * width + x) * channels + channel];
  }

  private static float between(float first, float second, float share) {
    return first + share * (second - first);
  }
}
