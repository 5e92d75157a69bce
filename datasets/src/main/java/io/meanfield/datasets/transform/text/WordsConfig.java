package io.meanfield.datasets.transform.text;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Words and punctuation marks of the training part.
 *
 * @param maxWords most words of the vocabulary, of which the most frequent ones are kept
 * @param minCount how often a word must occur in the training part to be of the vocabulary
 * @param lowerCase whether upper and lower case are the same
 * @param normalization what text goes through first
 */
public record WordsConfig(
    int maxWords,
    @JsonProperty(defaultValue = "1") int minCount,
    @JsonProperty(defaultValue = "true") boolean lowerCase,
    @JsonProperty(defaultValue = "nfc") Normalization normalization)
    implements TokenizerConfig.Learned {

  public WordsConfig {
    AtLeast.one("max-words", maxWords);
    AtLeast.one("min-count", minCount);
  }

  @Override
  public TokenizerFitting newFitting() {
    Splitting splitting = new Splitting(Unit.WORD, lowerCase, normalization);
    return new VocabularyFitting(splitting, maxWords, minCount);
  }
}
