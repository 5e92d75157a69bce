/** Models that read images. Made by {@code io.meanfield.zoo.ModelConfig} from a configuration. */
package io.meanfield.zoo.vision;
