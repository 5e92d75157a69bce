/**
 * Preprocessing that is fitted on the training part and goes with the model from then on. Fitted by
 * {@code datasets.ingest}, applied by {@code datasets.shard} and {@code worker}; on executors.
 */
package io.meanfield.datasets.transform;
