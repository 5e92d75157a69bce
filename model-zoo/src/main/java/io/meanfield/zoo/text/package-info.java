/**
 * Models that read token sequences. Made by {@code io.meanfield.zoo.ModelConfig} from a
 * configuration.
 */
package io.meanfield.zoo.text;
