package io.meanfield.zoo.layer;

/**
 * One array among a layer's parameters, in column-major order as those of stock layers are.
 *
 * @param units that a matrix has outputs for, as rules for random numbers count them
 * @param shape [inputs, outputs] of a matrix, [length] of a vector
 */
record Part(String name, Beginning beginning, long units, long... shape) {

  /** What it holds before training. */
  enum Beginning {
    /** Random numbers by the layer's rule; such parts are weights, all others biases. */
    RANDOM,
    ZERO,
    ONE
  }

  static Part weights(String name, long inputs, long outputs) {
    return new Part(name, Beginning.RANDOM, outputs, inputs, outputs);
  }

  static Part bias(String name, long length) {
    return new Part(name, Beginning.ZERO, length, length);
  }

  static Part gain(String name, long length) {
    return new Part(name, Beginning.ONE, length, length);
  }

  /** With several outputs a unit. */
  Part ofUnits(long number) {
    return new Part(name, beginning, number, shape);
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
