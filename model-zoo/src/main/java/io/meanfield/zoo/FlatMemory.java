package io.meanfield.zoo;

import java.nio.FloatBuffer;

/**
 * The flat vectors of {@link ParameterLayout} where a network itself keeps them, outside the Java
 * heap: what is written to the parameters is the network's at once. To be used only while the
 * network is reachable, and the gradients only until its next {@link Network#gradient}.
 *
 * @param parameters [parameters]
 * @param gradients [parameters], as Deeplearning4j's backward pass leaves them: sums over the
 *     losses that the batch's is the mean of; where the layout says STATISTIC the amount to
 *     subtract from the parameter; where it says FROZEN nothing that is meant
 * @param numLosses that the gradients are sums over: one an example, or one a step of its sequence
 */
public record FlatMemory(FloatBuffer parameters, FloatBuffer gradients, int numLosses) {}
