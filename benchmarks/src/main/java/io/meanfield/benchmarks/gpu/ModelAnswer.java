package io.meanfield.benchmarks.gpu;

import io.meanfield.zoo.ParameterLayout;
import java.io.Serializable;

/**
 * What a model makes of one batch.
 *
 * @param kernels that computed it, in words
 * @param layout of parameters and gradient
 * @param loss the batch's mean
 * @param output in inference mode
 * @param gradient of the loss's sum
 */
public record ModelAnswer(
    String kernels,
    ParameterLayout layout,
    float[] parameters,
    double loss,
    float[] output,
    float[] gradient)
    implements Serializable {}
