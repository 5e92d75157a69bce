/**
 * Models of what users think of items. Made by {@code io.meanfield.zoo.ModelConfig} from a
 * configuration.
 */
package io.meanfield.zoo.recommend;
