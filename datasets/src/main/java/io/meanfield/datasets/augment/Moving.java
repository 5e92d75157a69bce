package io.meanfield.datasets.augment;

/** Moves the pixels of an image. Used by one thread. */
interface Moving {

  /**
   * Draws an image anew. What lies outside the old one is 0, the mean of the training part.
   *
   * @param from [height, width, channels]
   * @param to of the same shape, written over
   */
  void move(float[] from, float[] to, Draws draws, long position);
}
