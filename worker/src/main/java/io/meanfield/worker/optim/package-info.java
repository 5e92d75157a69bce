/**
 * Optimizers and schedules: arithmetic over chunks of flat vectors, without state of their own. For
 * {@code worker}, on executors; the driver only reads their configuration.
 */
package io.meanfield.worker.optim;
