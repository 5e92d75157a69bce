package io.meanfield.datasets;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntFunction;

/** The memory that batches are decoded into, used again for every batch. Used by one thread. */
public final class BatchBuffers {
  private final int[] exampleShape;
  private final int exampleSize;
  private final boolean hasMask;
  private final int numLabels;
  private final IntFunction<ByteBuffer> memory;
  private FloatBuffer features;
  private FloatBuffer mask;
  private FloatBuffer labels;

  /**
   * @param numLabels 0 if the examples have no labels
   * @param memory of so many bytes, outside the Java heap
   */
  public BatchBuffers(Features features, int numLabels, IntFunction<ByteBuffer> memory) {
    this.memory = memory;
    this.features = direct(0);
    this.labels = direct(0);
    this.exampleShape = exampleShape(features);
    this.exampleSize = Arrays.stream(exampleShape).reduce(1, Math::multiplyExact);
    this.hasMask = features instanceof Features.Sequence;
    this.numLabels = numLabels;
  }

  /** How much memory an example takes. */
  public long bytesOfExample() {
    return (long) Float.BYTES * (exampleSize * (hasMask ? 2L : 1L) + numLabels);
  }

  public FloatBuffer features() {
    return features;
  }

  /** Null unless features are tokens. */
  public FloatBuffer mask() {
    return mask;
  }

  public FloatBuffer labels() {
    return labels;
  }

  /** Makes room for a batch of at most so many examples. */
  public void begin(int size) {
    features = withRoom(features, Math.multiplyExact(size, exampleSize));
    labels = withRoom(labels, Math.multiplyExact(size, numLabels));
    if (hasMask) {
      mask = withRoom(mask == null ? direct(0) : mask, Math.multiplyExact(size, exampleSize));
    }
  }

  /** The batch of so many examples that was written since {@link #begin}. */
  public Batch end(int size) {
    long[] shape = new long[exampleShape.length + 1];
    shape[0] = size;
    for (int i = 0; i < exampleShape.length; i++) {
      shape[i + 1] = exampleShape[i];
    }
    return new Batch(
        size,
        features.flip().slice(),
        shape,
        Optional.ofNullable(mask).map(written -> written.flip().slice()),
        numLabels == 0 ? Optional.empty() : Optional.of(labels.flip().slice()),
        numLabels);
  }

  private static int[] exampleShape(Features features) {
    if (features instanceof Features.Image image) {
      return new int[] {image.height(), image.width(), image.channels()};
    }
    if (features instanceof Features.Spectrogram spectrogram) {
      return new int[] {spectrogram.numFrames(), spectrogram.numBands(), 1};
    }
    if (features instanceof Features.Sequence sequence) {
      return new int[] {sequence.rowLength()};
    }
    return new int[] {((Features.Numbers) features).names().size()};
  }

  private FloatBuffer withRoom(FloatBuffer buffer, int size) {
    return buffer.capacity() < size ? direct(size) : buffer.clear().limit(size);
  }

  private FloatBuffer direct(int size) {
    return memory
        .apply(Math.multiplyExact(size, Float.BYTES))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
