package io.meanfield.datasets.transform;

import java.util.Locale;
import java.util.Optional;

/** How long texts are; their transform is known before. Used by one thread. */
final class TextStatistics implements Statistics {
  private static final long serialVersionUID = 1;

  private final TokenizedText transform;
  private long numTexts;
  private long numTokens;

  TextStatistics(TokenizedText transform) {
    this.transform = transform;
  }

  @Override
  public void add(byte[] encoded) {
    numTexts++;
    numTokens += encoded.length / Integer.BYTES;
  }

  @Override
  public void merge(Statistics later) {
    TextStatistics next = (TextStatistics) later;
    numTexts += next.numTexts;
    numTokens += next.numTokens;
  }

  @Override
  public TokenizedText finish() {
    return transform;
  }

  @Override
  public Optional<String> remark() {
    if (numTexts == 0) {
      return Optional.empty();
    }
    double mean = (double) numTokens / numTexts;
    return Optional.of(
        String.format(
            Locale.ROOT,
            "texts to train on have %.1f tokens on average, so that %.1f %% of max-tokens %d is padding",
            mean,
            100 * (1 - mean / transform.maxTokens()),
            transform.maxTokens()));
  }
}
