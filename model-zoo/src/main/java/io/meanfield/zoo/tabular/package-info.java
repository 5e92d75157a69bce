/**
 * Models that read vectors, tables with categories, or images as vectors. Made by {@code
 * io.meanfield.zoo.ModelConfig} from a configuration.
 */
package io.meanfield.zoo.tabular;
