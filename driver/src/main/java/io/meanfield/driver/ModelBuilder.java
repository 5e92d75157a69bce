package io.meanfield.driver;

import io.meanfield.datasets.Features;
import io.meanfield.datasets.Labels;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.driver.config.RunConfig;
import io.meanfield.worker.Loss;
import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.TrainingException;
import io.meanfield.zoo.Head;
import io.meanfield.zoo.InputShape;
import io.meanfield.zoo.ModelConfig;
import io.meanfield.zoo.ModelSource;
import io.meanfield.zoo.Network;
import io.meanfield.zoo.NetworkDefinition;
import io.meanfield.zoo.OutputShape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;

/** Makes the network that a configuration asks for, to fit a data set. */
final class ModelBuilder {
  private final Storage storage;

  ModelBuilder(Storage storage) {
    this.storage = storage;
  }

  /**
   * @throws TrainingException with code CONFIGURATION if the model and the data set do not fit
   */
  Network build(RunConfig config, Manifest manifest) throws IOException {
    try {
      Network network = network(config, manifest);
      if (config.training().lengthPool() > 0) {
        network.requireShorterTexts();
      }
      return network;
    } catch (IllegalArgumentException e) {
      throw new TrainingException(ErrorCode.CONFIGURATION, "model: " + e.getMessage(), e);
    }
  }

  private Network network(RunConfig config, Manifest manifest) throws IOException {
    InputShape input = input(manifest, config.training().loss());
    OutputShape output = output(manifest, config.training().loss());
    if (config.model() instanceof ModelSource.Zip model) {
      return load(model, input, output);
    }
    if (config.model() instanceof ModelSource.File model) {
      return Network.create(
          NetworkDefinition.ofJson(storage.readText(model.file()), input, output));
    }
    ModelConfig model = (ModelConfig) config.model();
    return Network.create(model.define(input, output, config.run().seed()));
  }

  private Network load(ModelSource.Zip model, InputShape input, OutputShape output)
      throws IOException {
    byte[] zip = storage.read(model.zip());
    try {
      return Network.load(new ByteArrayInputStream(zip), input, output);
    } catch (IOException e) {
      throw new IllegalArgumentException(model.zip() + ": " + e.getMessage(), e);
    }
  }

  /**
   * @throws IllegalArgumentException if the loss is not one for such features
   */
  static InputShape input(Manifest manifest, Loss loss) {
    InputShape whole = input(manifest.features());
    Loss actual = loss(loss, hasLabels(manifest));
    if (actual != Loss.NEXT_WORD || whole instanceof InputShape.Pair) {
      return whole;
    }
    if (whole instanceof InputShape.Sequence texts && texts.maxTokens() > 1) {
      return new InputShape.Sequence(texts.maxTokens() - 1, texts.vocabularySize());
    }
    throw new IllegalArgumentException(
        "expected texts of at least two words for the loss next-word, found " + whole.describe());
  }

  private static InputShape input(Features features) {
    if (features instanceof Features.Image image) {
      return new InputShape.Image(image.height(), image.width(), image.channels());
    }
    if (features instanceof Features.Spectrogram sound) {
      return new InputShape.Image(sound.numFrames(), sound.numBands(), 1);
    }
    if (features instanceof Features.Tokens tokens) {
      return new InputShape.Sequence(tokens.maxTokens(), tokens.vocabularySize());
    }
    if (features instanceof Features.TokenPair pair) {
      return new InputShape.Pair(
          pair.maxSourceTokens(), pair.maxTargetTokens(), pair.vocabularySize());
    }
    Features.Numbers numbers = (Features.Numbers) features;
    if (numbers.categories().isEmpty()) {
      return new InputShape.Vector(numbers.names().size());
    }
    return new InputShape.Table(
        numbers.names().size(),
        numbers.categories().stream()
            .map(found -> new InputShape.Category(found.column(), found.numValues()))
            .toList());
  }

  /**
   * @throws IllegalArgumentException if the loss is not one for such labels
   */
  static OutputShape output(Manifest manifest, Loss loss) {
    if (loss(loss, hasLabels(manifest)) == Loss.NEXT_WORD) {
      input(manifest, loss); // refuses what are no texts
      Features features = manifest.features();
      int vocabularySize =
          features instanceof Features.TokenPair pair
              ? pair.vocabularySize()
              : ((Features.Tokens) features).vocabularySize();
      return new OutputShape(vocabularySize, Head.TOKENS);
    }
    Labels labels = manifest.labels();
    return new OutputShape(labels.names().size(), head(labels instanceof Labels.Classes, loss));
  }

  private static boolean hasLabels(Manifest manifest) {
    return !(manifest.labels() instanceof Labels.None);
  }

  /**
   * What is minimised for such data: without labels, by-labels is next-word.
   *
   * @throws IllegalArgumentException if the loss needs labels and there are none
   */
  static Loss loss(Loss asked, boolean hasLabels) {
    if (hasLabels || asked == Loss.NEXT_WORD) {
      return asked;
    }
    if (asked == Loss.BY_LABELS) {
      return Loss.NEXT_WORD;
    }
    throw new IllegalArgumentException(
        "expected next-word, the loss for data without labels, found " + inWords(asked));
  }

  private static String inWords(Loss loss) {
    return loss.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * How a network ends for labels of a kind.
   *
   * @throws IllegalArgumentException if the loss is not one for such labels
   */
  static Head head(boolean hasClasses, Loss loss) {
    Head head =
        switch (loss) {
          case BY_LABELS -> hasClasses ? Head.SOFTMAX : Head.LINEAR;
          case CROSS_ENTROPY -> Head.SOFTMAX;
          case BINARY_CROSS_ENTROPY -> Head.SIGMOID;
          case SQUARED_ERROR -> Head.LINEAR;
          case NEXT_WORD -> Head.TOKENS;
        };
    if (head == (hasClasses ? Head.LINEAR : Head.SOFTMAX)) {
      throw new IllegalArgumentException(
          "expected a loss for %s, found %s"
              .formatted(
                  hasClasses
                      ? "classes (by-labels, cross-entropy or binary-cross-entropy)"
                      : "numeric targets (by-labels, squared-error or binary-cross-entropy)",
                  inWords(loss)));
    }
    return head;
  }
}
