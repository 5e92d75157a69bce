package io.meanfield.zoo;

/** A model of the catalogue with its parameters. */
public interface ModelConfig extends ModelSource {

  /**
   * The network for data of these shapes.
   *
   * @param seed of the initial parameters
   * @throws IllegalArgumentException if the model cannot read such input; the message says what was
   *     expected and what was found
   */
  NetworkDefinition define(InputShape input, OutputShape output, long seed);
}
