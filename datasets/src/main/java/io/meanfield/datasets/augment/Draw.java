package io.meanfield.datasets.augment;

/**
 * What a random number is for. The place of a constant is part of every run's numbers: new ones
 * come at the end.
 */
enum Draw {
  FLIP_SIDEWAYS,
  FLIP_UP_DOWN,
  CROP_DOWN,
  CROP_RIGHT,
  SHIFT_DOWN,
  SHIFT_RIGHT,
  ANGLE,
  ZOOM,
  BRIGHTNESS,
  CONTRAST,
  SATURATION,
  CUTOUT_DOWN,
  CUTOUT_RIGHT,
  MIXUP_SHARE,
  MIXUP_PARTNER
}
