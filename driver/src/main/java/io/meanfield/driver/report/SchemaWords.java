package io.meanfield.driver.report;

import io.meanfield.datasets.Features;
import io.meanfield.datasets.Labels;

/** What examples are, in words. */
public final class SchemaWords {
  private static final int MAX_NAMES = 12;

  private SchemaWords() {}

  public static String of(Features features) {
    if (features instanceof Features.Image image) {
      return "images of %s x %s x %s (height x width x channels)"
          .formatted(image.height(), image.width(), image.channels());
    }
    if (features instanceof Features.Spectrogram spectrogram) {
      return "spectrograms of %d frames of %d bands"
          .formatted(spectrogram.numFrames(), spectrogram.numBands());
    }
    if (features instanceof Features.TokenPair pair) {
      return "pairs of sequences of up to %s and %s of %s tokens, padding, the unknown one and the mark of an end among them"
          .formatted(
              Numbers.count(pair.maxSourceTokens()),
              Numbers.count(pair.maxTargetTokens()),
              Numbers.count(pair.vocabularySize()));
    }
    return features instanceof Features.Tokens tokens
        ? "sequences of up to %s of %s tokens, padding and the unknown one among them"
            .formatted(Numbers.count(tokens.maxTokens()), Numbers.count(tokens.vocabularySize()))
        : "rows of %s numbers"
            .formatted(Numbers.count(((Features.Numbers) features).names().size()));
  }

  public static String of(Labels labels) {
    if (labels instanceof Labels.None) {
      return "none";
    }
    String names = String.join(", ", labels.names().stream().limit(MAX_NAMES).toList());
    return "%s %s: %s%s"
        .formatted(
            Numbers.count(labels.names().size()),
            kind(labels),
            names,
            labels.names().size() > MAX_NAMES ? ", ..." : "");
  }

  private static String kind(Labels labels) {
    boolean isOne = labels.names().size() == 1;
    return labels instanceof Labels.Classes
        ? isOne ? "class" : "classes"
        : isOne ? "target" : "targets";
  }
}
