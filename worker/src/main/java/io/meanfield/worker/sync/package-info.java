/**
 * What replicas agree on at the end of a round: the weighted mean over a fixed tree and the outer
 * step, a slice at a time. No sockets and no Spark; called on executors by {@code worker.spark}.
 */
package io.meanfield.worker.sync;
