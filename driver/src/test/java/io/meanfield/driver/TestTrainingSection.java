package io.meanfield.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meanfield.datasets.augment.AugmentationConfig;
import io.meanfield.datasets.augment.Flip;
import io.meanfield.driver.config.ConfigException;
import io.meanfield.driver.config.ConfigReader;
import io.meanfield.driver.config.EffectiveConfig;
import io.meanfield.driver.config.Problem;
import io.meanfield.worker.TrainingConfig;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The augmentation of the section {@code training}, as it is read and kept beside a run. */
@Tag("unit")
class TestTrainingSection {

  record Section(TrainingConfig training) {}

  private static final String PLAIN =
      """
      training:
        replicas: 2
        batch-size: 4
        epochs: 1
        optimizer: {name: sgd, learning-rate: 0.1}
      """;

  private static final String ALL =
      """
        augmentation:
          flip: horizontal
          shift: 0.1
          rotation: 15
          zoom: 0.2
          crop-padding: 4
          brightness: 0.3
          contrast: 0.4
          saturation: 0.5
          cutout: 8
          mixup: 0.6
      """;

  @Test
  void allKeysAreRead() {
    AugmentationConfig expected =
        new AugmentationConfig(Flip.HORIZONTAL, 0.1, 15, 0.2, 4, 0.3, 0.4, 0.5, 8, 0.6);
    assertEquals(expected, read(PLAIN + ALL).training().augmentation());
  }

  @ParameterizedTest
  @EnumSource(Flip.class)
  void flipsAreReadByTheirNames(Flip flip) {
    String yaml = PLAIN + "  augmentation: {flip: %s}".formatted(flip.name().toLowerCase());
    assertEquals(flip, read(yaml).training().augmentation().flip());
  }

  @Test
  void noneSaidOrNotIsOneConfiguration() {
    Section section = read(PLAIN);
    assertEquals(AugmentationConfig.NONE, section.training().augmentation());
    for (String none : List.of("{}", "{flip: none}", "{cutout: 0, mixup: 0.0}")) {
      Section said = read(PLAIN + "  augmentation: " + none);
      assertEquals(section, said);
      assertEquals(EffectiveConfig.sha256(section), EffectiveConfig.sha256(said));
    }
  }

  @Test
  void anyOtherIsWrittenAndReadBack() {
    Section section = read(PLAIN + ALL);
    assertEquals(section, read(EffectiveConfig.toYaml(section)));
    assertNotEquals(EffectiveConfig.sha256(read(PLAIN)), EffectiveConfig.sha256(section));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          flip: sideways     | expected one of none, horizontal, vertical, both, found "sideways"
          flip: horizontl    | expected one of none, horizontal, vertical, both, found "horizontl"; did you mean "horizontal"?
          shift: 1           | expected shift from 0 to below 1, found 1.0
          rotation: 200      | expected rotation from 0 to 180 degrees, found 200.0
          zoom: -0.1         | expected zoom from 0 to below 1, found -0.1
          crop-padding: -1   | expected crop-padding of at least 0 pixels, found -1
          crop-padding: 1.5  | expected a whole number from -2147483648 to 2147483647, found "1.5"
          brightness: 2      | expected brightness from 0 to 1, found 2.0
          contrast: -1       | expected contrast from 0 to 1, found -1.0
          saturation: 1.1    | expected saturation from 0 to 1, found 1.1
          cutout: -8         | expected cutout of at least 0 pixels, found -8
          mixup: -0.2        | expected mixup to be 0 or the positive alpha of a Beta distribution, found -0.2
          mix-up: 0.2        | unknown key; did you mean "mixup"?
          'zoom: 1, cutout: -1' | expected zoom from 0 to below 1, found 1.0; expected cutout of at least 0 pixels, found -1
          """)
  void valuesThatMeanNothingAreRefused(String keys, String expected) {
    ConfigException exception =
        assertThrows(ConfigException.class, () -> read(PLAIN + "  augmentation: {" + keys + "}"));
    assertEquals(List.of(expected), exception.problems().stream().map(Problem::message).toList());
  }

  private static Section read(String yaml) {
    return ConfigReader.of(Section.class)
        .read("x.yaml", yaml.getBytes(StandardCharsets.UTF_8), List.of());
  }
}
