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
    int numLabels) {}
