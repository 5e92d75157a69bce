package io.meanfield.zoo.kernel;

/**
 * Where a window of a convolution or a pooling looks on an image, in pixels.
 *
 * @param height of the window
 * @param width of the window
 * @param stride from one window to the next
 * @param dilation from one looked-at pixel to the next, 1 for neighbours
 * @param before padding above and left of the image
 * @param after padding below and right of the image
 */
public record Window(int height, int width, Pair stride, Pair dilation, Pair before, Pair after) {

  /** A number of pixels downwards and one to the right. */
  public record Pair(int vertical, int horizontal) {

    /** Both, with something added to each. */
    long[] downAndRight(int added) {
      return new long[] {vertical + added, horizontal + added};
    }
  }

  public long outputHeight(long inputHeight) {
    int reach = (height - 1) * dilation.vertical + 1;
    return (inputHeight + before.vertical + after.vertical - reach) / stride.vertical + 1;
  }

  public long outputWidth(long inputWidth) {
    int reach = (width - 1) * dilation.horizontal + 1;
    return (inputWidth + before.horizontal + after.horizontal - reach) / stride.horizontal + 1;
  }
}
