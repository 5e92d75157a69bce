/**
 * Batches of images changed at random for training, as arithmetic on floats that knows nothing of
 * models or clusters. For {@code worker}, which trains with it; the configuration is also read by
 * {@code driver}.
 */
package io.meanfield.datasets.augment;
