package io.meanfield.datasets.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.BadRecords;
import io.meanfield.datasets.Labels;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.PartInfo;
import io.meanfield.datasets.division.RecordSplit;
import io.meanfield.datasets.source.RawFeatures;
import io.meanfield.datasets.transform.Encoding;
import io.meanfield.datasets.transform.LogMelConfig;
import io.meanfield.datasets.transform.Statistics;
import io.meanfield.datasets.transform.TokenizedText;
import io.meanfield.datasets.transform.Transform;
import io.meanfield.datasets.transform.text.Gpt2;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestAugmentationConfig {

  @Test
  void allProblemsAreSaidAtOnce() {
    assertEquals(
        "expected shift from 0 to below 1, found 1.0; "
            + "expected rotation from 0 to 180 degrees, found 181.0; "
            + "expected zoom from 0 to below 1, found -0.1; "
            + "expected crop-padding of at least 0 pixels, found -1; "
            + "expected brightness from 0 to 1, found 1.5; "
            + "expected contrast from 0 to 1, found NaN; "
            + "expected saturation from 0 to 1, found -1.0; "
            + "expected cutout of at least 0 pixels, found -2; "
            + "expected mixup to be 0 or the positive alpha of a Beta distribution, found Infinity",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new AugmentationConfig(
                        Flip.NONE,
                        1,
                        181,
                        -0.1,
                        -1,
                        1.5,
                        Double.NaN,
                        -1,
                        -2,
                        Double.POSITIVE_INFINITY))
            .getMessage());
  }

  @Test
  void itIsOnIfAnythingIs() {
    assertFalse(AugmentationConfig.NONE.isOn());
    assertTrue(Configs.flipAndCrop(Flip.VERTICAL, 0).isOn());
    assertTrue(Configs.mixup(0.1).isOn());
  }

  @Test
  void everythingFitsColouredImagesThatAreLargeEnough() {
    Configs.ALL.requireFits(images(3, 3, 3));
    AugmentationConfig.NONE.requireFits(texts());
  }

  @Test
  void textsAreRefused() {
    assertRefused(
        "expected images to change, found a data set of texts",
        Configs.flipAndCrop(Flip.HORIZONTAL, 0),
        texts());
    assertRefused(
        "expected images to change, found a data set of texts", Configs.mixup(0.2), texts());
  }

  @Test
  void soundsAreRefusedThoughNetworksTakeThemForImages() {
    Encoding encoding = new LogMelConfig(8000, 0.1, 25, 10, 4).newFitting(List.of()).finish();
    Statistics statistics = encoding.newStatistics();
    statistics.add(encoding.encode(new RawFeatures.Sound(8000, new float[800])));
    assertRefused(
        "expected images to change, found a data set of sounds",
        Configs.mixup(0.2),
        manifest(statistics.finish(), new Labels.Classes(List.of("a", "b"))));
  }

  @Test
  void whatIsLargerThanTheImagesIsRefused() {
    assertRefused(
        "expected crop-padding below the images' shorter side of 8 pixels, found 8",
        Configs.flipAndCrop(Flip.NONE, 8),
        images(8, 9, 1));
    assertRefused(
        "expected cutout of at most the images' shorter side of 8 pixels, found 9",
        new AugmentationConfig(Flip.NONE, 0, 0, 0, 0, 0, 0, 0, 9, 0),
        images(9, 8, 1));
  }

  @Test
  void greyImagesHaveNoSaturation() {
    assertRefused(
        "expected saturation only for images of 3 channels, found images of 1",
        Configs.colours(0.1, 0.1, 0.1),
        images(8, 8, 1));
  }

  @Test
  void mixupNeedsLabels() {
    Transform images = SampleBatches.images(8, 8, 1);
    assertRefused(
        "expected labels for mixup to mix, found none",
        Configs.mixup(0.2),
        manifest(images, new Labels.Targets(List.of())));
  }

  private static void assertRefused(String message, AugmentationConfig config, Manifest manifest) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> config.requireFits(manifest))
            .getMessage());
  }

  private static Manifest images(int height, int width, int channels) {
    return manifest(
        SampleBatches.images(height, width, channels), new Labels.Classes(List.of("a", "b")));
  }

  private static Manifest texts() {
    return manifest(new TokenizedText(5, new Gpt2()), new Labels.Classes(List.of("a", "b")));
  }

  private static Manifest manifest(Transform transform, Labels labels) {
    PartInfo none = PartInfo.of(List.of());
    return new Manifest(
        Manifest.FORMAT_VERSION,
        "-",
        transform.features(),
        labels,
        transform,
        new Manifest.Division(0, RecordSplit.ofFractions(0, 0)),
        new Manifest.Parts(none, none, none),
        BadRecords.NONE);
  }
}
