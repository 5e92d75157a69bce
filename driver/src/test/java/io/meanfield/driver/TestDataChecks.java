package io.meanfield.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.BadRecords;
import io.meanfield.datasets.Features;
import io.meanfield.datasets.Labels;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.PartInfo;
import io.meanfield.datasets.ShardInfo;
import io.meanfield.datasets.TargetScale;
import io.meanfield.datasets.division.RecordSplit;
import io.meanfield.datasets.transform.Fit;
import io.meanfield.datasets.transform.ImageEncoding;
import io.meanfield.datasets.transform.ImageScaling;
import io.meanfield.datasets.transform.Scale;
import io.meanfield.driver.config.ConfigReader;
import io.meanfield.driver.config.RunConfig;
import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.TrainingException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a mixture turns out not to be fit for, as no configuration tells what it holds. */
@Tag("unit")
class TestDataChecks {
  private static final Labels CLASSES = new Labels.Classes(List.of("a", "b"));

  private static final String YAML =
      """
      run: {name: mixed, folder: runs/mixed, seed: 1}
      dataset: {shards: data/mixed, mix: [{shards: data/a}, {shards: data/b}]}
      model: {name: linear}
      training:
        replicas: 2
        batch-size: 4
        epochs: 1
        optimizer: {name: sgd, learning-rate: 0.1}
      sync: {strategy: average, local-steps: 2}
      """;

  @Test
  void imagesOfClassesFitAPlainRun() {
    checks(CLASSES).requireFits();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          training.replicas=11 | training.replicas: expected at most one replica an example, found 11 replicas for the 10
          training.loss=squared-error | training.loss: expected a loss for classes
          training.loss=next-word | training.loss: expected texts of at least two words
          training.length-pool=5 | training.length-pool: expected texts with labels to sort by length, found others
          training.augmentation={saturation: 0.1} | training.augmentation: expected saturation only for images of 3
          evaluation.early-stopping={metric: loss} | evaluation.early-stopping: expected examples in the validation part
          """)
  void whatDoesNotFitIsSaidWithItsKey(String override, String expected) {
    assertRefused(expected, checks(CLASSES, override));
  }

  @Test
  void wordVectorsAreForWords() {
    assertRefused(
        "model.word-vectors: expected texts of words or characters",
        checks(CLASSES, "model={name: text-cnn, word-vectors: {file: glove.txt}}"));
  }

  @Test
  void scaledTargetsAreNoneOfZeroAndOne() {
    TargetScale scale = new TargetScale(TargetScale.Curve.LINEAR, 1, 2);
    String loss = "training.loss=binary-cross-entropy";
    assertRefused(
        "training.loss: expected targets of 0 and 1 for the loss binary-cross-entropy, found scaled",
        checks(new Labels.Targets(List.of("x"), List.of(scale)), loss));
    checks(new Labels.Targets(List.of("x")), loss).requireFits();
  }

  private static void assertRefused(String start, DataChecks checks) {
    TrainingException refusal = assertThrows(TrainingException.class, checks::requireFits);
    assertEquals(ErrorCode.CONFIGURATION, refusal.code());
    assertTrue(refusal.getMessage().startsWith(start), refusal.getMessage());
  }

  private static DataChecks checks(Labels labels, String... overrides) {
    RunConfig config =
        ConfigReader.of(RunConfig.class).read("conf.yaml", YAML.getBytes(), List.of(overrides));
    PartInfo train = PartInfo.of(List.of(new ShardInfo("train.arrow", 10, 1000, "sha", 0)));
    PartInfo none = PartInfo.of(List.of());
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT_VERSION,
            "images",
            new Features.Image(4, 4, 1),
            labels,
            new ImageScaling(new ImageEncoding(4, 4, 1, Fit.EXACT), List.of(new Scale(128, 64))),
            new Manifest.Division(0, RecordSplit.ofFractions(0, 0)),
            new Manifest.Parts(train, none, none),
            BadRecords.NONE);
    return new DataChecks(config, manifest);
  }
}
