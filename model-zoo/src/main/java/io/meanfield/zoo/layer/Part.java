package io.meanfield.zoo.layer;

/**
 * One array among a layer's parameters, in column-major order as those of stock layers are.
 *
 * @param shape [inputs, outputs] of a matrix, [length] of a vector
 */
record Part(String name, Beginning beginning, long... shape) {

  /** What it holds before training. */
  enum Beginning {
    /** Random numbers by the layer's rule; such parts are weights, all others biases. */
    RANDOM,
    ZERO,
    ONE
  }

  static Part weights(String name, long inputs, long outputs) {
    return new Part(name, Beginning.RANDOM, inputs, outputs);
  }

  static Part bias(String name, long length) {
    return new Part(name, Beginning.ZERO, length);
  }

  static Part gain(String name, long length) {
    return new Part(name, Beginning.ONE, length);
  }

  boolean isWeight() {
    return beginning == Beginning.RANDOM;
  }

  long length() {
    long length = 1;
    for (long extent : shape) {
      length *= extent;
    }
    return length;
  }
}
