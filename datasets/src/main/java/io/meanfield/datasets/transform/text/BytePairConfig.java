package io.meanfield.datasets.transform.text;

/**
 * Pairs of bytes that are learned from the training part.
 *
 * @param vocabularySize most numbers of tokens, together with padding, the unknown token and the
 *     256 bytes; fewer if no pair is left that occurs twice
 */
public record BytePairConfig(int vocabularySize) implements TokenizerConfig.Learned {

  public BytePairConfig {
    if (vocabularySize < BytePairs.MIN_SIZE) {
      throw new IllegalArgumentException(
          "expected a vocabulary-size of at least %d (padding, the unknown token and 256 bytes), found %d"
              .formatted(BytePairs.MIN_SIZE, vocabularySize));
    }
  }

  @Override
  public TokenizerFitting newFitting() {
    return new BytePairFitting(vocabularySize - BytePairs.MIN_SIZE);
  }
}
