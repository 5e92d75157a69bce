package io.meanfield.datasets.augment;

import io.meanfield.datasets.Features;

/**
 * Where in an image the pixels of the new one come from: flip, zoom, rotation about the centre,
 * shift and crop, in this order, as one affine map. Drawn anew for every image.
 *
 * <p>With the centre c, the zoom z, the rotation R, the shift s, the flips F and the offset o of
 * the crop a pixel p shows what is at c + F R^-1 (p - c - s + o) / z.
 */
final class Placement {
  private final AugmentationConfig config;
  private final FlipAndCrop flipAndCrop;
  private final Features.Image image;
  private double top; // y of the source of (0, 0)
  private double left; // x of it
  private double downByRow; // what y grows by from one row to the next
  private double rightByRow;
  private double downByColumn;
  private double rightByColumn;

  Placement(AugmentationConfig config, Features.Image image) {
    this.config = config;
    this.flipAndCrop = new FlipAndCrop(config, image);
    this.image = image;
  }

  void draw(Draws draws, long position) {
    double angle = StrictMath.toRadians(draws.within(config.rotation(), Draw.ANGLE, position));
    double zoom = 1 + draws.within(config.zoom(), Draw.ZOOM, position);
    double cos = StrictMath.cos(angle) / zoom;
    double sin = StrictMath.sin(angle) / zoom;
    int signY = flipAndCrop.isMirroredUpDown(draws, position) ? -1 : 1;
    int signX = flipAndCrop.isMirroredSideways(draws, position) ? -1 : 1;
    downByRow = signY * cos;
    rightByRow = signX * sin;
    downByColumn = -signY * sin;
    rightByColumn = signX * cos;
    double centreY = (image.height() - 1) / 2.0;
    double centreX = (image.width() - 1) / 2.0;
    double y =
        flipAndCrop.offset(Draw.CROP_DOWN, draws, position)
            - draws.within(config.shift() * image.height(), Draw.SHIFT_DOWN, position)
            - centreY;
    double x =
        flipAndCrop.offset(Draw.CROP_RIGHT, draws, position)
            - draws.within(config.shift() * image.width(), Draw.SHIFT_RIGHT, position)
            - centreX;
    top = centreY + downByRow * y + downByColumn * x;
    left = centreX + rightByRow * y + rightByColumn * x;
  }

  double sourceY(int y, int x) {
    return top + downByRow * y + downByColumn * x;
  }

  double sourceX(int y, int x) {
    return left + rightByRow * y + rightByColumn * x;
  }
}
