/**
 * Optimizers and schedules: arithmetic over ranges of flat vectors, without state of their own. For
 * {@code worker}, on executors; the driver only reads their configuration.
 */
package io.meanfield.worker.optim;
