package io.meanfield.datasets;

import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * Some examples, ready for a model. All buffers are direct, in native byte order, and belong to the
 * receiver until the reader that made them makes its next batch.
 *
 * @param size number of examples
 * @param features row-major numbers of shape featureShape; see {@link Features} for the layout
 * @param featureShape its first extent is size
 * @param mask [batch, time], present for token sequences only
 * @param labels row-major [batch, labels]; absent when the examples have none
 */
public record Batch(
    int size,
    FloatBuffer features,
    long[] featureShape,
    Optional<FloatBuffer> mask,
    Optional<FloatBuffer> labels,
    int numLabels) {

  /**
   * Token sequences without the padding that all of them have, but for what makes their length a
   * multiple. Their memory is used again, so that this batch is not to be read any more.
   *
   * @param multiple of which kernels like lengths to be
   */
  public Batch withoutSharedPadding(int multiple) {
    int time = (int) featureShape[1];
    int longest = 1;
    for (int i = 0; i < size; i++) {
      longest = Math.max(longest, numTokens(i));
    }
    int kept = Math.min(time, (longest + multiple - 1) / multiple * multiple);
    return new Batch(
        size,
        firstColumns(features, time, kept),
        new long[] {size, kept},
        mask.map(written -> firstColumns(written, time, kept)),
        labels,
        numLabels);
  }

  /** How many tokens the sequences have together; 0 if there are none. */
  public long numTokens() {
    long numTokens = 0;
    for (int i = 0; mask.isPresent() && i < size; i++) {
      numTokens += numTokens(i);
    }
    return numTokens;
  }

  private int numTokens(int example) {
    FloatBuffer written = mask.orElseThrow();
    int time = (int) featureShape[1];
    int numTokens = 0;
    for (int i = 0; i < time; i++) {
      numTokens += written.get(example * time + i) == 0 ? 0 : 1;
    }
    return numTokens;
  }

  private FloatBuffer firstColumns(FloatBuffer rows, int columns, int kept) {
    for (int i = 1; i < size && kept < columns; i++) {
      rows.put(i * kept, rows, i * columns, kept);
    }
    return rows.slice(0, size * kept);
  }
}
