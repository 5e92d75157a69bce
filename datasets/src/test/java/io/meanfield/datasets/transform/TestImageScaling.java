package io.meanfield.datasets.transform;

import static io.meanfield.datasets.transform.Examples.assertRefused;
import static io.meanfield.datasets.transform.Examples.decodeFeatures;
import static io.meanfield.datasets.transform.Examples.fit;
import static io.meanfield.datasets.transform.Examples.fitInPieces;
import static io.meanfield.datasets.transform.Examples.fitting;
import static io.meanfield.datasets.transform.Examples.overTheWire;
import static io.meanfield.datasets.transform.Examples.randomImage;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Features;
import io.meanfield.datasets.source.RawFeatures.Pixels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestImageScaling {
  private static final float TOLERANCE = 1e-5f;
  private static final ImageConfig CONFIG = ImageConfig.ofSourceSize();
  private static final Pixels TWO_CHANNELS =
      new Pixels(1, 2, 2, new byte[] {0, (byte) 200, 100, (byte) 200});

  @Test
  void eachChannelIsScaledByItsOwnMeanAndDeviation() {
    Transform scaling = fit(CONFIG, List.of(TWO_CHANNELS));
    assertEquals(
        new ImageScaling(
            ImageEncoding.exactly(new ImageSize(1, 2, 2)),
            List.of(new Scale(50, 50), new Scale(200, 1))),
        scaling);
    assertEquals(new Features.Image(1, 2, 2), scaling.features());
    assertArrayEquals(
        new float[] {-1, 0, 1, 0}, decodeFeatures(scaling, TWO_CHANNELS, 4), TOLERANCE);
    Pixels other = new Pixels(1, 2, 2, new byte[] {(byte) 255, (byte) 255, 50, 0});
    assertArrayEquals(
        new float[] {4.1f, 55, 0, -200}, decodeFeatures(scaling, other, 4), TOLERANCE);
  }

  @Test
  void fittingDoesNotDependOnOrderOrPieces() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      ImageSize size = new ImageSize(3, 5, 1 + random.nextInt(3));
      List<Pixels> images =
          Stream.generate(() -> randomImage(random, size)).limit(1 + random.nextInt(20)).toList();
      Transform expected = fit(CONFIG, images);
      assertEquals(expected, fitInPieces(CONFIG, images, random));
      List<Pixels> shuffled = new ArrayList<>(images);
      Collections.shuffle(shuffled, random);
      assertEquals(expected, fitInPieces(CONFIG, shuffled, random));
    }
  }

  @Test
  void whatWasFittedOnHasMeanZeroAndDeviationOne() {
    Random random = new Random(1);
    List<Pixels> images =
        Stream.generate(() -> randomImage(random, new ImageSize(4, 4, 1))).limit(50).toList();
    Transform scaling = fit(CONFIG, images);
    double sum = 0;
    double squares = 0;
    for (Pixels image : images) {
      for (float value : decodeFeatures(scaling, image, 16)) {
        sum += value;
        squares += value * value;
      }
    }
    assertEquals(0, sum / 800, 1e-6);
    assertEquals(1, squares / 800, 1e-6);
  }

  @Test
  void imagesOfAnotherSizeAreRefusedAndLeaveNothingBehind() {
    Pixels small = new Pixels(8, 8, 1, new byte[64]);
    Pixels large = new Pixels(28, 28, 1, new byte[784]);
    String message = "expected images of 8 x 8 x 1, found 28 x 28 x 1";
    Fitting fitting = fitting(CONFIG, List.of(), List.of(small));
    assertRefused(message, () -> fitting.add(large));
    assertRefused(message, () -> fitting.merge(fitting(CONFIG, List.of(), List.of(large))));
    assertEquals(ImageEncoding.exactly(new ImageSize(8, 8, 1)), fitting.finish());
    Transform scaling = fit(CONFIG, List.of(small));
    assertRefused(message, () -> scaling.encode(large));
  }

  @Test
  void anImageWithTooFewValuesIsRefused() {
    assertRefused(
        "expected 4 values in an image of 2 x 2 x 1, found 3",
        () -> CONFIG.newFitting(List.of()).add(new Pixels(2, 2, 1, new byte[3])));
  }

  @Test
  void otherKindsAreRefused() {
    String message =
        "expected features of kind image, found text: set the kind of the transform to what the source gives";
    assertRefused(message, () -> CONFIG.newFitting(List.of()).add(Examples.text("a")));
    Transform scaling = fit(CONFIG, List.of(TWO_CHANNELS));
    assertRefused(message, () -> scaling.encode(Examples.text("a")));
  }

  @Test
  void withoutImagesThereIsNothingToFit() {
    assertThrows(DataException.class, () -> CONFIG.newFitting(List.of()).finish());
    ImageEncoding encoding = ImageEncoding.exactly(new ImageSize(8, 8, 1));
    assertThrows(DataException.class, () -> encoding.newStatistics().finish());
  }

  @Test
  void itCrossesTheWire() {
    Transform scaling = fit(CONFIG, List.of(TWO_CHANNELS));
    assertEquals(scaling, overTheWire(scaling));
  }
}
