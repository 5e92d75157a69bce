package io.meanfield.driver;

import io.meanfield.datasets.ingest.IngestConfig;
import io.meanfield.datasets.ingest.MixtureConfig;
import io.meanfield.datasets.source.Source;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.transform.ImageConfig;
import io.meanfield.datasets.transform.TargetScaling;
import io.meanfield.datasets.transform.TextConfig;
import io.meanfield.datasets.transform.text.CharactersConfig;
import io.meanfield.datasets.transform.text.WordsConfig;
import io.meanfield.driver.config.Check;
import io.meanfield.driver.config.ConfigReader;
import io.meanfield.driver.config.Problems;
import io.meanfield.driver.config.RunConfig;
import io.meanfield.driver.config.RunSection;
import io.meanfield.worker.Loss;
import io.meanfield.worker.protocol.Tally;
import io.meanfield.zoo.Head;
import io.meanfield.zoo.ModelSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads a run's configuration and checks what its sections cannot know of each other. */
final class RunConfigs {
  private RunConfigs() {}

  /**
   * That of a file, with values given on the command line in place of the file's.
   *
   * @param storage where its paths are looked up, as far as they are on this machine
   */
  static RunConfig read(Path file, List<String> overrides, Storage storage) {
    PathChecks paths = new PathChecks(storage);
    return ConfigReader.of(RunConfig.class)
        .with(RunSection.class, paths::check)
        .with(IngestConfig.class, paths::check)
        .with(MixtureConfig.class, paths::check)
        .with(ModelSource.File.class, paths::check)
        .with(ModelSource.Zip.class, paths::check)
        .with(RunConfig.class, paths::checkWordVectors)
        .with(RunConfig.class, RunConfigs::checkFolders)
        .with(RunConfig.class, ifIngested(RunConfigs::checkEarlyStopping))
        .with(RunConfig.class, ifIngested(RunConfigs::checkOutputs))
        .with(RunConfig.class, ifIngested(RunConfigs::checkAugmentation))
        .with(RunConfig.class, ifIngested(RunConfigs::checkWordVectors))
        .with(RunConfig.class, ifIngested(RunConfigs::checkLengthPool))
        .read(file, overrides);
  }

  /** The effective one that a run or a model was stored with. */
  static RunConfig stored(Storage storage, String path) throws IOException {
    return ConfigReader.of(RunConfig.class).read(path, storage.read(path), List.of());
  }

  /** A check against what raw data are ingested as; of mixed data sets only manifests tell. */
  @FunctionalInterface
  private interface IngestCheck {
    void check(RunConfig config, IngestConfig dataset, Problems problems);
  }

  private static Check<RunConfig> ifIngested(IngestCheck check) {
    return (config, problems) -> {
      if (config.dataset() instanceof IngestConfig dataset) {
        check.check(config, dataset, problems);
      }
    };
  }

  private static void checkFolders(RunConfig config, Problems problems) {
    if (config.run().folder().equals(config.dataset().shards())) {
      problems.add(
          "run.folder",
          "expected a folder of the run's own, found that of dataset.shards: choose another one");
    }
  }

  private static void checkEarlyStopping(
      RunConfig config, IngestConfig dataset, Problems problems) {
    if (config.evaluation().earlyStopping().isPresent() && !dataset.split().hasValidation()) {
      problems.add(
          "evaluation.early-stopping",
          "expected a validation part to watch, found dataset.split.validation 0: raise it or remove early-stopping");
    }
  }

  /** The sizes of images are known once they are ingested. */
  private static void checkAugmentation(RunConfig config, IngestConfig dataset, Problems problems) {
    if (config.training().augmentation().isOn() && !(dataset.transform() instanceof ImageConfig)) {
      problems.add(
          "training.augmentation",
          "expected images to change, found a dataset.transform of another kind than image: remove it");
    }
  }

  /** Pieces of words have no vectors in files of words. */
  private static void checkWordVectors(RunConfig config, IngestConfig dataset, Problems problems) {
    boolean hasVocabulary =
        dataset.transform() instanceof TextConfig text
            && (text.tokenizer() instanceof WordsConfig
                || text.tokenizer() instanceof CharactersConfig);
    if (config.model().wordVectors().isPresent() && !hasVocabulary) {
      problems.add(
          "model.word-vectors",
          "expected texts of words or characters (dataset.transform.tokenizer.kind) to give vectors to, found others: remove it or choose that tokenizer");
    }
  }

  /** Only texts have lengths, and blocks of texts are as long as each other. */
  private static void checkLengthPool(RunConfig config, IngestConfig dataset, Problems problems) {
    if (config.training().lengthPool() == 0) {
      return;
    }
    if (!(dataset.transform() instanceof TextConfig)) {
      problems.add(
          "training.length-pool",
          "expected texts to sort by length, found a dataset.transform of another kind than text: remove it");
    } else if (!dataset.source().hasLabels()) {
      problems.add(
          "training.length-pool",
          "expected texts with labels to sort by length, found blocks of texts without: remove it");
    }
  }

  /** Loss and metric against what the raw data have as labels. */
  private static void checkOutputs(RunConfig config, IngestConfig dataset, Problems problems) {
    Head head;
    try {
      Source source = dataset.source();
      Loss loss = ModelBuilder.loss(config.training().loss(), source.hasLabels());
      head = ModelBuilder.head(source.hasClasses(), loss);
    } catch (IllegalArgumentException e) {
      problems.add("training.loss", e.getMessage());
      return;
    }
    if (head == Head.SIGMOID && dataset.transform().targets() != TargetScaling.NONE) {
      problems.add(
          "dataset.transform.targets",
          "expected none for the loss binary-cross-entropy, whose targets are 0 and 1");
    }
    config
        .evaluation()
        .earlyStopping()
        .ifPresent(
            rule -> {
              try {
                rule.metric().requireFits(Tally.Kind.of(head));
              } catch (IllegalArgumentException e) {
                problems.add("evaluation.early-stopping.metric", e.getMessage());
              }
            });
  }
}
