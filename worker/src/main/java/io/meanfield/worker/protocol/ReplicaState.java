package io.meanfield.worker.protocol;

import java.io.Serializable;

/**
 * What a replica keeps from one round to the next.
 *
 * @param numUpdates optimizer steps it has made
 * @param optimizer the optimizer's state vectors, each of the parameters' length
 */
public record ReplicaState(int replica, long numUpdates, float[][] optimizer)
    implements Serializable {

  public static ReplicaState initial(int replica, int numStateVectors, int numParameters) {
    return new ReplicaState(replica, 0, new float[numStateVectors][numParameters]);
  }
}
