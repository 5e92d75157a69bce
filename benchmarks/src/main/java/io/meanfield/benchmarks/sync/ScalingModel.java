package io.meanfield.benchmarks.sync;

import io.meanfield.benchmarks.dl4j.StockModels;
import io.meanfield.benchmarks.model.ComputeModel;
import io.meanfield.benchmarks.model.Sizes;
import io.meanfield.worker.MeanfieldModels;
import io.meanfield.zoo.StockLayers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A model that {@code scaling} trains, with random data for it. */
public enum ScalingModel {
  /** That of {@code bench.sh compute}, on grey images, which are 1 % less to compute. */
  VGG(ComputeModel.VGG, 20, 16) {
    @Override
    public List<String> write(Path folder) {
      writeNetwork(folder, StockModels.vgg(StockLayers.settings(1), 1).toJson());
      Path images = folder.resolve("images");
      Path labels = folder.resolve("labels");
      Samples.images(images, labels, numExamples(), Sizes.Vgg.SIDE);
      return List.of(
          "dataset.source={format: idx, train: [{images: %s, labels: %s}]}"
              .formatted(images, labels),
          "dataset.transform={kind: image}");
    }
  },
  /** That of {@code bench.sh compute}. */
  GPT(ComputeModel.GPT, 4, 6) {
    @Override
    public List<String> write(Path folder) {
      writeNetwork(folder, MeanfieldModels.define(ComputeModel.GPT).json());
      int tokens = Sizes.Gpt.TIME + 1; // the last is only predicted
      int words = Sizes.Gpt.VOCABULARY - 2; // without padding and the unknown word
      Path table = Samples.texts(folder.resolve("texts.csv"), numExamples(), tokens, words);
      return List.of(
          "dataset.source={format: csv, train: [%s], columns: {text: text, label: label}}"
              .formatted(table),
          "dataset.transform={kind: text, max-tokens: %d, tokenizer: {kind: words, max-words: %d}}"
              .formatted(tokens, words),
          "training.loss=next-word");
    }
  };

  static final int REPLICAS = 2;

  private final ComputeModel model;
  private final int stepsOfRound;
  private final int numRounds;

  /**
   * @param numRounds until its steps do not become faster any more, and some to be measured
   */
  ScalingModel(ComputeModel model, int stepsOfRound, int numRounds) {
    this.model = model;
    this.stepsOfRound = stepsOfRound;
    this.numRounds = numRounds;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public ComputeModel model() {
    return model;
  }

  public int stepsOfRound() {
    return stepsOfRound;
  }

  int numRounds() {
    return numRounds;
  }

  /** So many that a round is an epoch. */
  int numExamples() {
    return REPLICAS * model.batchSize() * stepsOfRound;
  }

  /** Writes the network as network.json and data; returns where the configuration finds data. */
  public abstract List<String> write(Path folder);

  private static void writeNetwork(Path folder, String json) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("network.json"), json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
