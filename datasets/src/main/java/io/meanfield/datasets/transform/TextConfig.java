package io.meanfield.datasets.transform;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * Text as numbers of words.
 *
 * @param maxTokens what is left of a longer text
 * @param maxWords most words of the vocabulary, of which the most frequent ones are kept
 * @param minCount how often a word must occur in the training part to be of the vocabulary
 * @param lowerCase whether upper and lower case are the same
 */
public record TextConfig(
    int maxTokens,
    int maxWords,
    @JsonProperty(defaultValue = "1") int minCount,
    @JsonProperty(defaultValue = "true") boolean lowerCase)
    implements TransformConfig {

  public TextConfig {
    requirePositive("max-tokens", maxTokens);
    requirePositive("max-words", maxWords);
    requirePositive("min-count", minCount);
  }

  @Override
  public Optional<Encoding> encoding(List<String> columns) {
    return Optional.empty();
  }

  @Override
  public Fitting newFitting(List<String> columns) {
    return new TextFitting(this);
  }

  private static void requirePositive(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "expected a %s of at least 1, found %d".formatted(key, value));
    }
  }
}
