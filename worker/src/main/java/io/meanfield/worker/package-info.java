/**
 * What one replica, or one rank of several, does: a step, a round, scoring and prediction. Runs on
 * executors, a thread a task, called by {@code worker.spark}; {@code driver} uses the configuration
 * and prepares its own process with {@code ComputeThreads}.
 */
package io.meanfield.worker;
