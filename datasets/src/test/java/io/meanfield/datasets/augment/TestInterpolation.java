package io.meanfield.datasets.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meanfield.datasets.Features;
import io.meanfield.datasets.transform.ImageScaling;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("unit")
class TestInterpolation {
  private static final Draws DRAWS = Draws.of(8, 1);
  private static final ImageScaling IMAGES = SampleBatches.images(9, 12, 3);
  private static final Features.Image SIZE = IMAGES.features();

  private static Stream<AugmentationConfig> configs() {
    return Stream.of(
        Configs.affine(0.3, 0, 0),
        Configs.affine(0, 40, 0),
        Configs.affine(0, 0, 0.5),
        Configs.affine(0.2, 180, 0.3));
  }

  /** What flips, zooms, rotates, shifts and crops step by step leads back to where it began. */
  @ParameterizedTest
  @MethodSource("configs")
  void theMapIsTheInverseOfTheSteps(AugmentationConfig config) {
    Placement placement = new Placement(config, SIZE);
    for (long position = 0; position < 200; position++) {
      placement.draw(DRAWS, position);
      for (int y = 0; y < 9; y += 4) {
        for (int x = 0; x < 12; x += 5) {
          double[] end =
              forward(config, position, placement.sourceY(y, x), placement.sourceX(y, x));
          assertEquals(y, end[0], 1e-9);
          assertEquals(x, end[1], 1e-9);
        }
      }
    }
  }

  private static double[] forward(AugmentationConfig config, long position, double y, double x) {
    if (DRAWS.uniform(Draw.FLIP_UP_DOWN, position) < 0.5) {
      y = 8 - y;
    }
    if (DRAWS.uniform(Draw.FLIP_SIDEWAYS, position) < 0.5) {
      x = 11 - x;
    }
    double zoom = 1 + config.zoom() * (2 * DRAWS.uniform(Draw.ZOOM, position) - 1);
    double fromCentreY = (y - 4) * zoom;
    double fromCentreX = (x - 5.5) * zoom;
    double angle =
        config.rotation() * (2 * DRAWS.uniform(Draw.ANGLE, position) - 1) / 180 * Math.PI;
    y = 4 + Math.cos(angle) * fromCentreY + Math.sin(angle) * fromCentreX;
    x = 5.5 - Math.sin(angle) * fromCentreY + Math.cos(angle) * fromCentreX;
    y += config.shift() * 9 * (2 * DRAWS.uniform(Draw.SHIFT_DOWN, position) - 1);
    x += config.shift() * 12 * (2 * DRAWS.uniform(Draw.SHIFT_RIGHT, position) - 1);
    y -= (int) (DRAWS.uniform(Draw.CROP_DOWN, position) * 5) - 2;
    x -= (int) (DRAWS.uniform(Draw.CROP_RIGHT, position) * 5) - 2;
    return new double[] {y, x};
  }

  @ParameterizedTest
  @MethodSource("configs")
  void pixelsAreThoseOfPlainBilinearInterpolation(AugmentationConfig config) {
    Placement placement = new Placement(config, SIZE);
    Interpolation resampling = new Interpolation(config, SIZE);
    float[] image = new SampleBatches(IMAGES).image(4);
    float[] moved = new float[image.length];
    for (long position = 0; position < 200; position++) {
      placement.draw(DRAWS, position);
      resampling.move(image, moved, DRAWS, position);
      float[] expected = new float[image.length];
      for (int i = 0; i < expected.length; i++) {
        int y = i / 36;
        int x = i / 3 % 12;
        expected[i] = (float) sum(image, i % 3, placement.sourceY(y, x), placement.sourceX(y, x));
      }
      assertArrayEquals(expected, moved, 1e-5f, "position " + position);
    }
  }

  /** Every pixel counts by the area that a unit square around the place shares with its own. */
  private static double sum(float[] image, int channel, double y, double x) {
    double sum = 0;
    for (int row = 0; row < 9; row++) {
      for (int column = 0; column < 12; column++) {
        double weight = Math.max(0, 1 - Math.abs(y - row)) * Math.max(0, 1 - Math.abs(x - column));
        sum += weight * image[(row * 12 + column) * 3 + channel];
      }
    }
    return sum;
  }

  @Test
  void withoutAShiftToSpeakOfItIsFlipAndCrop() {
    AugmentationConfig whole = Configs.flipAndCrop(Flip.BOTH, 2);
    FlipAndCrop exact = new FlipAndCrop(whole, SIZE);
    Interpolation resampling = new Interpolation(Configs.affine(1e-9, 0, 0), SIZE);
    float[] image = new SampleBatches(IMAGES).image(9);
    float[] expected = new float[image.length];
    float[] moved = new float[image.length];
    for (long position = 0; position < 200; position++) {
      exact.move(image, expected, DRAWS, position);
      resampling.move(image, moved, DRAWS, position);
      assertArrayEquals(expected, moved, 1e-5f, "position " + position);
    }
  }

  @Test
  void anglesAreUniformBetweenTheLimits() {
    Placement placement = new Placement(Configs.affine(0, 30, 0), SIZE);
    double[] degrees = new double[40_000];
    for (int position = 0; position < degrees.length; position++) {
      placement.draw(DRAWS, position);
      double byRow = placement.sourceY(1, 0) - placement.sourceY(0, 0);
      double byColumn = placement.sourceY(0, 1) - placement.sourceY(0, 0);
      degrees[position] = Math.toDegrees(Math.atan(-byColumn / byRow));
    }
    Arrays.sort(degrees);
    Distribution.assertFits(degrees, angle -> (angle + 30) / 60);
  }
}
