/**
 * What replicas agree on: the weighted mean over a fixed tree, who owns which slice, and the outer
 * step, a slice at a time. No sockets and no Spark; called on executors by {@code worker.spark}.
 */
package io.meanfield.worker.sync;
