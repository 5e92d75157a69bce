package io.meanfield.datasets.transform.text;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Characters (Unicode code points) of the training part, white space among them.
 *
 * @param maxWords most characters of the vocabulary, of which the most frequent ones are kept
 * @param minCount how often a character must occur in the training part to be of the vocabulary
 * @param lowerCase whether upper and lower case are the same; not by default, unlike for words:
 *     characters are few either way
 * @param normalization what text goes through first
 */
public record CharactersConfig(
    int maxWords,
    @JsonProperty(defaultValue = "1") int minCount,
    @JsonProperty(defaultValue = "false") boolean lowerCase,
    @JsonProperty(defaultValue = "nfc") Normalization normalization)
    implements TokenizerConfig.Learned {

  public CharactersConfig {
    AtLeast.one("max-words", maxWords);
    AtLeast.one("min-count", minCount);
  }

  @Override
  public TokenizerFitting newFitting() {
    Splitting splitting = new Splitting(Unit.CHARACTER, lowerCase, normalization);
    return new VocabularyFitting(splitting, maxWords, minCount);
  }
}
