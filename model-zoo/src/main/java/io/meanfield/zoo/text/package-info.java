/**
 * Models that read token sequences, or pairs of them. Made by {@code io.meanfield.zoo.ModelConfig}
 * from a configuration.
 */
package io.meanfield.zoo.text;
