package io.meanfield.datasets.transform;

import java.util.List;

/**
 * The inner loop of {@link PixelDecoder}: every unsigned byte v of a row-major [height, width,
 * channels] becomes v * factor + offset of its channel, rounded once (fused). All implementations
 * give the same bits. Used by one thread.
 */
sealed interface PixelLoops permits PlainPixelLoops, VectorPixelLoops {

  /** Below it, compiling the Vector API's loop takes longer than it saves. */
  int NUM_VALUES_OF_LARGE = 256;

  /**
   * @param length of the first bytes that become numbers; the first byte is of channel 0
   */
  void scale(byte[] bytes, int length, float[] numbers);

  /** The fastest for images of so many values. */
  static PixelLoops of(List<Scale> scales, int numValues) {
    return numValues >= NUM_VALUES_OF_LARGE && isVectorModulePresent()
        ? new VectorPixelLoops(scales)
        : new PlainPixelLoops(scales);
  }

  static boolean isVectorModulePresent() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }
}
