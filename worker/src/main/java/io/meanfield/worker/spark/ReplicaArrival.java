package io.meanfield.worker.spark;

import java.io.Serializable;

/**
 * What the driver has to know of a replica before it decides whether its delta counts.
 *
 * @param norm of the delta; 0 unless outliers are looked for
 */
public record ReplicaArrival(int replica, long numExamples, double norm) implements Serializable {}
