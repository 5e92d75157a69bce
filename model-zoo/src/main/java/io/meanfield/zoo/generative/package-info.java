/**
 * Models that generate what they were trained on. Made by {@code io.meanfield.zoo.ModelConfig} from
 * a configuration.
 */
package io.meanfield.zoo.generative;
