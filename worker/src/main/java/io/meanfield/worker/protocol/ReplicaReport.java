package io.meanfield.worker.protocol;

import java.io.Serializable;

/**
 * What a replica, or a rank for all its replicas, tells the driver about a round.
 *
 * @param replica its number, or that of the first
 * @param lossSum training loss summed over its examples
 * @param kernels the native kernels it computed with: equal bytes need equal kernels
 * @param times where its time went
 * @param padding of its batches
 */
public record ReplicaReport(
    int replica,
    long numExamples,
    double lossSum,
    String kernels,
    PhaseTimes times,
    Padding padding)
    implements Serializable {}
