package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Window;
import io.meanfield.zoo.kernel.Window.Pair;
import org.deeplearning4j.nn.conf.ConvolutionMode;

/** Where a stock layer's windows look, for images of a certain size. */
record Windows(ConvolutionMode mode, int[] kernel, int[] stride, int[] dilation, int[] padding) {

  /** Windows over time, as those over images of height 1. */
  static Windows overTime(ConvolutionMode mode, int kernel, int stride, int dilation, int padding) {
    return new Windows(
        mode,
        new int[] {1, kernel},
        new int[] {1, stride},
        new int[] {1, dilation},
        new int[] {0, padding});
  }

  /** Whether {@link #over} says what stock layers do, for images of any size. */
  boolean areUsual() {
    boolean pads = mode == ConvolutionMode.Same;
    boolean skips = stride[0] > reach(0) + 1 || stride[1] > reach(1) + 1;
    return !(pads && skips);
  }

  Window over(long height, long width) {
    int[] vertical = paddings(0, height);
    int[] horizontal = paddings(1, width);
    return new Window(
        kernel[0],
        kernel[1],
        new Pair(stride[0], stride[1]),
        new Pair(dilation[0], dilation[1]),
        new Pair(vertical[0], horizontal[0]),
        new Pair(vertical[1], horizontal[1]));
  }

  /** Before and after, in pixels. */
  private int[] paddings(int axis, long extent) {
    if (mode == ConvolutionMode.Causal) {
      return new int[] {reach(axis) - 1, 0};
    }
    if (mode != ConvolutionMode.Same) {
      return new int[] {padding[axis], padding[axis]};
    }
    long numWindows = (extent + stride[axis] - 1) / stride[axis];
    int total = (int) Math.max(0, (numWindows - 1) * stride[axis] + reach(axis) - extent);
    return new int[] {total / 2, total - total / 2};
  }

  private int reach(int axis) {
    return (kernel[axis] - 1) * dilation[axis] + 1;
  }
}
