package io.meanfield.worker.protocol;

import java.io.Serializable;

/**
 * The flat parameter vector after some number of committed rounds.
 *
 * @param version committed rounds so far
 */
public record ParameterVersion(long version, float[] values) implements Serializable {}
