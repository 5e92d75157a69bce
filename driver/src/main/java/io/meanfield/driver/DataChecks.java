package io.meanfield.driver;

import io.meanfield.datasets.Features;
import io.meanfield.datasets.Labels;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.TargetScale;
import io.meanfield.datasets.transform.TokenizedText;
import io.meanfield.datasets.transform.text.Vocabulary;
import io.meanfield.driver.config.RunConfig;
import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.Tally;
import io.meanfield.worker.protocol.TrainingException;
import io.meanfield.zoo.Head;

/**
 * What a configuration asks of its data set, checked once that is there. Of raw data {@link
 * RunConfigs} checks the same before anything is read; of a mixture nothing is known before. Each
 * failure is a {@link TrainingException} with code CONFIGURATION.
 */
record DataChecks(RunConfig config, Manifest manifest) {

  void requireFits() {
    require("training.replicas", this::requireEnough);
    require("training.loss", this::requireLoss);
    require("training.length-pool", this::requireTexts);
    require("training.augmentation", () -> config.training().augmentation().requireFits(manifest));
    require("model.word-vectors", this::requireWords);
    require("evaluation.early-stopping", this::requireValidation);
    require("evaluation.early-stopping.metric", this::requireMetric);
  }

  private void requireEnough() {
    long numExamples = manifest.part(Part.TRAIN).numExamples();
    if (numExamples < config.training().replicas()) {
      throw new IllegalArgumentException(
          "expected at most one replica an example, found %d replicas for the %d examples of the training part: lower it or give more data"
              .formatted(config.training().replicas(), numExamples));
    }
  }

  private void requireLoss() {
    if (head() == Head.SIGMOID
        && manifest.labels() instanceof Labels.Targets targets
        && !targets.scales().stream().allMatch(TargetScale.NONE::equals)) {
      throw new IllegalArgumentException(
          "expected targets of 0 and 1 for the loss binary-cross-entropy, found scaled ones: ingest them with dataset.transform.targets: none");
    }
  }

  private void requireTexts() {
    boolean hasLengths =
        manifest.features() instanceof Features.Tokens
            && !(manifest.labels() instanceof Labels.None);
    if (config.training().lengthPool() > 0 && !hasLengths) {
      throw new IllegalArgumentException(
          "expected texts with labels to sort by length, found others: remove it");
    }
  }

  private void requireWords() {
    boolean hasVocabulary =
        manifest.transform() instanceof TokenizedText text
            && text.tokenizer() instanceof Vocabulary;
    if (config.model().wordVectors().isPresent() && !hasVocabulary) {
      throw new IllegalArgumentException(
          "expected texts of words or characters to give vectors to, found others: remove it");
    }
  }

  private void requireValidation() {
    if (config.evaluation().earlyStopping().isPresent()
        && manifest.part(Part.VALIDATION).numExamples() == 0) {
      throw new IllegalArgumentException(
          "expected examples in the validation part to watch, found none: remove it or give them");
    }
  }

  private void requireMetric() {
    Tally.Kind kind = Tally.Kind.of(head());
    config.evaluation().earlyStopping().ifPresent(rule -> rule.metric().requireFits(kind));
  }

  private Head head() {
    return ModelBuilder.output(manifest, config.training().loss()).head();
  }

  private static void require(String key, Runnable check) {
    try {
      check.run();
    } catch (IllegalArgumentException e) {
      throw new TrainingException(ErrorCode.CONFIGURATION, key + ": " + e.getMessage(), e);
    }
  }
}
