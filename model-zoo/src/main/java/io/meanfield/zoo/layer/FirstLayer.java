package io.meanfield.zoo.layer;

/** A layer that can be told that nobody wants the gradient of its input. */
interface FirstLayer {
  void isFirst();
}
