package io.meanfield.worker.protocol;

import java.io.Serializable;

/**
 * What a replica keeps from one round to the next.
 *
 * @param numUpdates optimizer steps it has made by itself
 * @param optimizer the optimizer's state vectors, each of the parameters' length; none where ranks
 *     share them
 * @param residual of all deltas or gradients so far what did not travel, of the parameters' length;
 *     empty in formats without error feedback
 */
public record ReplicaState(int replica, long numUpdates, float[][] optimizer, float[] residual)
    implements Serializable {}
