package io.meanfield.worker.sync;

import java.io.Serializable;

/**
 * What one replica brings to an average, or a slice of it.
 *
 * @param replica its number, which fixes its place in the tree
 * @param numExamples its weight
 */
public record Contribution(int replica, long numExamples, float[] values) implements Serializable {}
