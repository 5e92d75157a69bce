package io.meanfield.datasets.augment;

/** Which sides of images are swapped, each for half of the images. */
public enum Flip {
  NONE,
  /** Left and right. */
  HORIZONTAL,
  /** Top and bottom. */
  VERTICAL,
  /** Either, independently of each other. */
  BOTH
}
